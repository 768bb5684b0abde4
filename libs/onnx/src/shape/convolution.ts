/**
 * Shape rules of convolutions and pooling over any number of spatial axes.
 * out = ⌊(in + pads − dilation·(kernel − 1) − 1) / stride⌋ + 1, transposed the other way round.
 */
import { multiplyDims } from '../graph/dimension.js';
import type { Dim, Shape } from '../graph/value.js';
import { dimAt, unifyDims } from './shape-rule.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** begins…, ends… */
  readonly pads: readonly number[];
  readonly autoPad: string;
}

const Conv: ShapeRule = (c) => {
  const [x, weight, bias] = [c.input(0), c.input(1), c.optional(2)];
  const shape = convolved(c);
  if (x.dtype !== weight.dtype) c.fail(`the weight is ${weight.dtype}, the input ${x.dtype}`);
  if (bias) unifyDims(c, bias.shape[0] ?? c.fail('the bias is a scalar'), dimAt(weight.shape, 0), 'bias length');
  return [{ dtype: x.dtype, shape }];
};

/** Inputs 2 and 3 are zero points. */
const ConvInteger: ShapeRule = (c) => [{ dtype: 'int32', shape: convolved(c) }];

function convolved(c: ShapeContext): Shape {
  const [x, weight] = [c.input(0), c.input(1)];
  checkRanks(c, x.shape, weight.shape);
  unifyDims(c, dimAt(x.shape, 1), multiplyDims(dimAt(weight.shape, 1), c.int('group', 1)), 'channels');
  const window = windowOf(c, numeric(c, weight.shape.slice(2), 'kernel'));
  return [dimAt(x.shape, 0), dimAt(weight.shape, 0), ...slide(c, x.shape, window, false)];
}

const ConvTranspose: ShapeRule = (c) => {
  const [x, weight] = [c.input(0), c.input(1)];
  checkRanks(c, x.shape, weight.shape);
  unifyDims(c, dimAt(x.shape, 1), dimAt(weight.shape, 0), 'channels');
  const window = windowOf(c, numeric(c, weight.shape.slice(2), 'kernel'));
  const fixed = c.ints('output_shape');
  const extra = c.ints('output_padding') ?? window.kernel.map(() => 0);
  const same = window.autoPad.startsWith('SAME');
  const spatial = x.shape.slice(2).map((dim, i): Dim => {
    if (fixed) return fixed[i] ?? c.fail('output_shape is too short');
    if (typeof dim === 'string') return c.unknown();
    const { kernel, stride, dilation, pads } = along(window, i);
    if (same) return dim * stride;
    return stride * (dim - 1) + (extra[i] ?? 0) + (kernel - 1) * dilation + 1 - pads;
  });
  const channels = multiplyDims(dimAt(weight.shape, 1), c.int('group', 1));
  return [{ dtype: x.dtype, shape: [dimAt(x.shape, 0), channels, ...spatial] }];
};

const pool: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const kernel = c.ints('kernel_shape') ?? c.fail('needs the attribute kernel_shape');
  if (kernel.length !== shape.length - 2) c.fail(`kernel_shape has ${kernel.length} axes for ${shape.length - 2}`);
  const result = [...shape.slice(0, 2), ...slide(c, shape, windowOf(c, kernel), c.int('ceil_mode', 0) === 1)];
  const all = [
    { dtype, shape: result },
    { dtype: 'int64', shape: result },
  ] as const;
  return all.slice(0, c.outputCount);
};

const globalPool: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  if (shape.length < 3) c.fail('takes [batch, channels, spatial…]');
  return [{ dtype, shape: shape.map((dim, i) => (i < 2 ? dim : 1)) }];
};

function windowOf(c: ShapeContext, kernel: readonly number[]): Window {
  const ones = kernel.map(() => 1);
  const window = {
    kernel: c.ints('kernel_shape') ?? kernel,
    strides: c.ints('strides') ?? ones,
    dilations: c.ints('dilations') ?? ones,
    pads: c.ints('pads') ?? [...kernel, ...kernel].map(() => 0),
    autoPad: c.text('auto_pad', 'NOTSET'),
  };
  if (window.kernel.some((size, i) => size !== kernel[i])) c.fail('kernel_shape differs from the weight');
  const lengths = [window.strides.length, window.dilations.length, window.pads.length / 2];
  if (lengths.some((length) => length !== kernel.length)) c.fail('strides, dilations and pads need one entry per axis');
  if ([...window.strides, ...window.dilations].some((step) => step < 1))
    c.fail('strides and dilations must be positive');
  return window;
}

function slide(c: ShapeContext, shape: Shape, window: Window, ceil: boolean): Shape {
  return shape.slice(2).map((dim, i): Dim => {
    const { kernel, stride, dilation, pads } = along(window, i);
    if (typeof dim === 'string') return c.unknown();
    if (window.autoPad.startsWith('SAME')) return Math.ceil(dim / stride);
    const room = dim + (window.autoPad === 'VALID' ? 0 : pads) - dilation * (kernel - 1) - 1;
    if (room < 0) c.fail(`the kernel is larger than spatial axis ${i} (${dim})`);
    if (!ceil) return Math.floor(room / stride) + 1;
    const size = Math.ceil(room / stride) + 1; // a last window that starts in the end padding does not count
    return (size - 1) * stride >= dim + (window.pads[i] ?? 0) ? size - 1 : size;
  });
}

function along(window: Window, axis: number) {
  return {
    kernel: window.kernel[axis] ?? 1,
    stride: window.strides[axis] ?? 1,
    dilation: window.dilations[axis] ?? 1,
    pads: (window.pads[axis] ?? 0) + (window.pads[axis + window.kernel.length] ?? 0),
  };
}

function checkRanks(c: ShapeContext, x: Shape, weight: Shape): void {
  if (x.length < 3 || x.length !== weight.length)
    c.fail('takes [batch, channels, spatial…] and a weight of equal rank');
}

function numeric(c: ShapeContext, shape: Shape, what: string): readonly number[] {
  return shape.map((dim) => (typeof dim === 'number' ? dim : c.fail(`${what} has the symbolic dim ${dim}`)));
}

export const convolution = {
  ...{ Conv, ConvInteger, ConvTranspose, AveragePool: pool, LpPool: pool, MaxPool: pool },
  ...{ GlobalAveragePool: globalPool, GlobalLpPool: globalPool, GlobalMaxPool: globalPool },
} satisfies Record<string, ShapeRule>;
