/** Static dims and axes, as rules need them. */
import { formatType, staticShape, type Value } from '@palimpsest/onnx';
import { AutodiffError } from './autodiff-error.js';

/** The dims as numbers. @throws AutodiffError when one is a symbol */
export function dimsOf(value: Value): readonly number[] {
  const dims = staticShape(value.shape);
  if (!dims) {
    throw new AutodiffError(
      `${value.name} is ${formatType(value)}; gradients need numbers: bind every symbolic dim before asking for one`,
      [value.name],
    );
  }
  return dims;
}

export const rankOf = (value: Value): number => value.shape.length;

/** Axis −1 of rank 3 is 2. */
export const normalAxis = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Number of elements. */
export const sizeOf = (value: Value): number => dimsOf(value).reduce((product, dim) => product * dim, 1);

/** The dims with those of `axes` set to 1. */
export const keptDims = (dims: readonly number[], axes: readonly number[]): readonly number[] =>
  dims.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
