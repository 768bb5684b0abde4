/** Gradients of 2-D convolutions and poolings, any stride, padding, dilation and group. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { dimsOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';
import { reach, spatialDims, windowOf, withReachedEnds, type Window } from './windows.js';

/** Y = X ⋆ W + b  ⇒  X̄ = Ȳ transposed-convolved with W,  W̄ = X ⋆ Ȳ (Ȳ dilated by the stride),  b̄ = ΣȲ */
export const Conv: VjpRule = (context) => {
  const { g, dy, input, wants } = context;
  const window = windowOf(context, spatialDims(input(1)), spatialDims(input(0)), spatialDims(dy));
  return [
    wants(0) && inputGradient(g, dy, input(1), dimsOf(input(0)), window),
    wants(1) && weightGradient(g, input(0), dy, window),
    wants(2) && g.reduceSum(dy, spatialAndBatch(dy), false),
  ].slice(0, context.inputs.length);
};

/** Y = transposed convolution  ⇒  X̄ = Ȳ ⋆ W,  W̄ = the weight gradient with X and Ȳ exchanged */
export const ConvTranspose: VjpRule = (context) => {
  const { g, dy, input, wants } = context;
  const window = windowOf(context, spatialDims(input(1)), spatialDims(dy), spatialDims(input(0)));
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

/** Y = mean over windows  ⇒  X̄ = Ȳ/n spread by a depthwise transposed convolution, n what a window counts */
export const AveragePool: VjpRule = (context) => {
  const { g, dy, input, attributes } = context;
  const dims = dimsOf(input(0));
  const [long, short, channels] = [spatialDims(input(0)), spatialDims(dy), dims[1] ?? 1];
  const declared = windowOf(context, attributes.ints('kernel_shape') ?? [], long, short);
  const window = withReachedEnds(declared, long, short);
  const counts = windowCounts(declared, long, short, attributes.int('count_include_pad', 0) === 1);
  const [most = 1] = counts.toSorted((a, b) => b - a);
  const scales = counts.map((count) => most / count);
  const weighted = scales.every((scale) => scale === 1)
    ? dy
    : g.mul(dy, g.constant(null, fromNumbers(dy.dtype, [1, 1, ...short], scales)));
  const spread = g.expand(g.reshape(g.scalar(1 / most, dy.dtype), [1, 1, ...window.kernel.map(() => 1)]), [
    channels,
    1,
    ...window.kernel,
  ]);
  return [inputGradient(g, weighted, spread, dims, { ...window, group: channels })];
};

/** Y = (Σ|X|ᵖ)^(1/p) over windows  ⇒  X̄ = sign X∘|X|ᵖ⁻¹∘(Ȳ∘Y¹⁻ᵖ spread over the windows) */
export const LpPool: VjpRule = (context) => {
  const { g, dy, input, attributes } = context;
  const dims = dimsOf(input(0));
  const [long, short, channels] = [spatialDims(input(0)), spatialDims(dy), dims[1] ?? 1];
  const declared = windowOf(context, attributes.ints('kernel_shape') ?? [], long, short);
  const window = { ...withReachedEnds(declared, long, short), group: channels };
  const ones = g.expand(g.reshape(g.scalar(1, dy.dtype), [1, 1, ...window.kernel.map(() => 1)]), [
    channels,
    1,
    ...window.kernel,
  ]);
  return [powerGradient(context, (share) => inputGradient(g, share, ones, dims, window))];
};

/** The same over all positions. */
export const GlobalLpPool: VjpRule = (context) => [
  powerGradient(context, (share) => context.g.expand(share, dimsOf(context.input(0)))),
];

function powerGradient({ g, dy, input, output, attributes }: VjpContext, spread: (share: Value) => Value): Value {
  const p = attributes.int('p', 2);
  const spreadShare = spread(g.mul(dy, g.pow(output(0), 1 - p)));
  if (p === 2) return g.mul(input(0), spreadShare);
  return g.mul(g.mul(g.sign(input(0)), g.pow(g.abs(input(0)), p - 1)), spreadShare);
}

/** How many places each window averages over, row by row; padding counts as far as it was asked for, if at all. */
function windowCounts(
  window: Window,
  long: readonly number[],
  short: readonly number[],
  countsPadding: boolean,
): readonly number[] {
  const alongAxis = window.kernel.map((size, axis) => {
    const [begin, end, length] = [
      window.pads[axis] ?? 0,
      window.pads[axis + window.kernel.length] ?? 0,
      long[axis] ?? 0,
    ];
    const [low, high] = countsPadding ? [-begin, length + end] : [0, length];
    return Array.from({ length: short[axis] ?? 1 }, (_, position) => {
      const places = Array.from(
        { length: size },
        (_, at) => position * (window.strides[axis] ?? 1) - begin + at * (window.dilations[axis] ?? 1),
      );
      return places.filter((place) => place >= low && place < high).length;
    });
  });
  return alongAxis.reduce<readonly number[]>(
    (all, counts) => all.flatMap((outer) => counts.map((count) => outer * count)),
    [1],
  );
}

function inputGradient(g: GraphBuilder, dy: Value, weight: Value, dims: readonly number[], window: Window): Value {
  const { strides, pads, dilations, kernel, group } = window;
  const rank = kernel.length;
  const lost = reach(window, spatialDims(dy)).map(
    (covered, axis) => (dims[axis + 2] ?? 0) - (covered - (pads[axis] ?? 0) - (pads[axis + rank] ?? 0)),
  );
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
