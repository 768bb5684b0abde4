/**
 * A value is an edge of the graph: a name, a data type, a shape. Dims are numbers wherever gradients are taken;
 * exported forward graphs also have symbols such as 'batch' or 'past + sequence' (see dimension.ts).
 */
import type { DataType } from '@palimpsest/tensor';

export type Dim = number | string;
export type Shape = readonly Dim[];

/** Compare values by identity: the builder may rename one when it becomes an output. */
export interface Value {
  readonly name: string;
  readonly dtype: DataType;
  readonly shape: Shape;
}

/** `float32[2, 'batch']` as it stands in messages: float32[2, batch]. */
export function formatType(value: { readonly dtype: DataType; readonly shape: Shape }): string {
  return `${value.dtype}[${value.shape.join(', ')}]`;
}

/** The dims as numbers, or null when one is a symbol. */
export function staticShape(shape: Shape): readonly number[] | null {
  return shape.every((dim) => typeof dim === 'number') ? shape : null;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}
