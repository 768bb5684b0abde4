/** Gradients of 2-D convolutions and poolings, any stride, padding, dilation and group. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly group: number;
}

/** Y = X ⋆ W + b  ⇒  X̄ = Ȳ transposed-convolved with W,  W̄ = X ⋆ Ȳ (Ȳ dilated by the stride),  b̄ = ΣȲ */
export const Conv: VjpRule = (context) => {
  const { g, dy, input, wants } = context;
  const window = windowOf(context, dimsOf(input(1)).slice(2));
  return [
    wants(0) && inputGradient(g, dy, input(1), dimsOf(input(0)), window),
    wants(1) && weightGradient(g, input(0), dy, window),
    wants(2) && g.reduceSum(dy, spatialAndBatch(dy), false),
  ].slice(0, context.inputs.length);
};

/** Y = transposed convolution  ⇒  X̄ = Ȳ ⋆ W,  W̄ = the weight gradient with X and Ȳ exchanged */
export const ConvTranspose: VjpRule = (context) => {
  const { g, dy, input, wants } = context;
  const window = windowOf(context, dimsOf(input(1)).slice(2));
  const { kernel, ...options } = window;
  return [
    wants(0) && g.op1('Conv', [dy, input(1)], { ...options, kernel_shape: kernel }),
    wants(1) && weightGradient(g, dy, input(0), window),
    wants(2) && g.reduceSum(dy, spatialAndBatch(dy), false),
  ].slice(0, context.inputs.length);
};

/** Y = mean over all positions  ⇒  X̄ = Ȳ/n, spread */
export const GlobalAveragePool: VjpRule = ({ g, dy, input }) => {
  const dims = dimsOf(input(0));
  const count = dims.slice(2).reduce((product, dim) => product * dim, 1);
  return [g.expand(g.mul(dy, 1 / count), dims)];
};

/** Y = mean over windows, padding counted or absent  ⇒  X̄ = Ȳ/n spread by a depthwise transposed convolution of ones */
export const AveragePool: VjpRule = (context) => {
  const { g, dy, input, node, attributes } = context;
  const kernel = attributes.ints('kernel_shape') ?? [];
  const window = windowOf(context, kernel);
  const padded = window.pads.some((pad) => pad !== 0);
  if (attributes.int('ceil_mode', 0) || (padded && !attributes.int('count_include_pad', 0))) {
    throw new AutodiffError(`AveragePool ‹${node.name}›: ceil_mode and uncounted padding have no gradient rule`, [
      node.name,
    ]);
  }
  const dims = dimsOf(input(0));
  const channels = dims[1] ?? 1;
  const area = kernel.reduce((product, size) => product * size, 1);
  const ones = g.expand(g.reshape(g.scalar(1 / area, dy.dtype), [1, 1, ...kernel.map(() => 1)]), [
    channels,
    1,
    ...kernel,
  ]);
  return [inputGradient(g, dy, ones, dims, { ...window, group: channels })];
};

function windowOf({ attributes, input, node }: VjpContext, kernel: readonly number[]): Window {
  const auto = attributes.text('auto_pad', 'NOTSET');
  if (auto !== 'NOTSET' && auto !== 'VALID') {
    throw new AutodiffError(
      `${node.opType} ‹${node.name}›: auto_pad ${auto} has no gradient rule; write the pads out`,
      [node.name],
    );
  }
  const rank = dimsOf(input(0)).length - 2;
  return {
    kernel,
    strides: attributes.ints('strides') ?? Array<number>(rank).fill(1),
    pads: attributes.ints('pads') ?? Array<number>(2 * rank).fill(0),
    dilations: attributes.ints('dilations') ?? Array<number>(rank).fill(1),
    group: attributes.int('group', 1),
  };
}

function inputGradient(g: GraphBuilder, dy: Value, weight: Value, dims: readonly number[], window: Window): Value {
  const { strides, pads, dilations, kernel, group } = window;
  const rank = kernel.length;
  const out = dimsOf(dy).slice(2);
  const lost = kernel.map((size, axis) => {
    const reach = ((out[axis] ?? 1) - 1) * (strides[axis] ?? 1) + (dilations[axis] ?? 1) * (size - 1) + 1;
    return (dims[axis + 2] ?? 0) - (reach - (pads[axis] ?? 0) - (pads[axis + rank] ?? 0));
  });
  const options = { strides, pads, dilations, group, output_padding: lost, kernel_shape: kernel };
  return g.op1('ConvTranspose', [dy, weight], options);
}

/**
 * W̄[m, c, k] = Σ over batch and positions of Ȳ[n, m, p] X[n, c, p·stride + k·dilation]: a convolution in which
 * the batch plays the channels and Ȳ the kernel. Groups become separate slices of the channel axis.
 */
function weightGradient(g: GraphBuilder, x: Value, dy: Value, window: Window): Value {
  const { group } = window;
  if (group === 1) return oneGroup(g, x, dy, window);
  const width = (value: Value): number => (dimsOf(value)[1] ?? 0) / group;
  const part = (value: Value, at: number): Value => g.slice(value, 1, at * width(value), (at + 1) * width(value));
  return g.concat(
    Array.from({ length: group }, (_, at) => oneGroup(g, part(x, at), part(dy, at), window)),
    0,
  );
}

function oneGroup(g: GraphBuilder, x: Value, dy: Value, { kernel, strides, pads, dilations }: Window): Value {
  const swap = [1, 0, ...kernel.map((_, axis) => axis + 2)];
  const kernelOfBatch = g.transpose(dy, swap);
  const options = { strides: dilations, dilations: strides, pads, kernel_shape: dimsOf(kernelOfBatch).slice(2) };
  const correlation = g.transpose(g.op1('Conv', [g.transpose(x, swap), kernelOfBatch], options), swap);
  return kernel.reduce((value, size, axis) => {
    const surplus = (dimsOf(value)[axis + 2] ?? size) > size; // positions the strided window never reached
    return surplus ? g.slice(value, axis + 2, 0, size) : value;
  }, correlation);
}

const spatialAndBatch = (value: Value): readonly number[] =>
  dimsOf(value)
    .map((_, axis) => axis)
    .filter((axis) => axis !== 1);
