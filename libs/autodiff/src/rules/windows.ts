/** Sliding windows of convolutions and poolings, with every pad written out. */
import { dimsOf } from '../dims.js';
import type { VjpContext } from '../vjp.js';

export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** begins…, ends… */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly group: number;
}

/**
 * The window of a node that slides it over a long side (its input, or the result of a transposed convolution) and has
 * one position per element of a short one. SAME and output_shape pad so much that the positions fit, the odd one at the
 * end for SAME_UPPER and at the beginning otherwise.
 */
export function windowOf(
  { attributes }: VjpContext,
  kernel: readonly number[],
  long: readonly number[],
  short: readonly number[],
): Window {
  const ones = kernel.map(() => 1);
  const [strides, dilations] = [attributes.ints('strides') ?? ones, attributes.ints('dilations') ?? ones];
  const auto = attributes.text('auto_pad', 'NOTSET');
  const window = { kernel, strides, dilations, group: attributes.int('group', 1) };
  const isFitted = auto.startsWith('SAME') || attributes.ints('output_shape') !== undefined;
  if (!isFitted) return { ...window, pads: attributes.ints('pads') ?? [...ones, ...ones].map(() => 0) };
  const missing = reach(window, short).map((size, axis) => Math.max(0, size - (long[axis] ?? 0)));
  const smaller = missing.map((pad) => Math.floor(pad / 2));
  const larger = missing.map((pad) => Math.ceil(pad / 2));
  return { ...window, pads: auto === 'SAME_UPPER' ? [...smaller, ...larger] : [...larger, ...smaller] };
}

/** What the windows of `short` positions cover along each axis. */
export function reach(
  { kernel, strides, dilations }: Omit<Window, 'pads'>,
  short: readonly number[],
): readonly number[] {
  return kernel.map(
    (size, axis) => ((short[axis] ?? 1) - 1) * (strides[axis] ?? 1) + (dilations[axis] ?? 1) * (size - 1) + 1,
  );
}

/** Pads at the end as far as the last windows go: with ceil_mode that is further than the node says. */
export function withReachedEnds(window: Window, long: readonly number[], short: readonly number[]): Window {
  const begins = window.pads.slice(0, window.kernel.length);
  const ends = window.pads.slice(window.kernel.length);
  const covered = reach(window, short);
  const reached = ends.map((end, axis) =>
    Math.max(end, (covered[axis] ?? 0) - (begins[axis] ?? 0) - (long[axis] ?? 0)),
  );
  return { ...window, pads: [...begins, ...reached] };
}

export const spatialDims = (value: Parameters<typeof dimsOf>[0]): readonly number[] => dimsOf(value).slice(2);
