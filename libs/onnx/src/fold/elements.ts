/**
 * Flow of shapes: which items a small integer list has, symbols included. This is how
 * Reshape(x, Concat(Shape(x)[0:1], [-1])) keeps 'batch' in an exported graph, and becomes static when x is.
 */
import { toNumbers } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';
import { addDims, divideDims, multiplyDims, productOfDims, subtractDims } from '../graph/dimension.js';
import type { Dim, Value } from '../graph/value.js';
import type { Op } from '../shape/operator.js';

export interface ElementContext {
  /** Known items of each input (scalar or 1-D), row-major. */
  readonly inputs: readonly (readonly Dim[] | undefined)[];
  readonly values: readonly (Value | null)[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export type ElementRule = (context: ElementContext) => readonly Dim[] | undefined;

/** Items of an integer constant; those beyond 2^53 (a Slice's open end) saturate. */
export function knownElements(data: Tensor): readonly number[] {
  if (data.dtype !== 'int64' && data.dtype !== 'uint64') return toNumbers(data);
  const limit = Number.MAX_SAFE_INTEGER;
  return Array.from<bigint, number>(data.data, (item) => Math.max(-limit, Math.min(limit, Number(item))));
}

const same: ElementRule = ({ inputs }) => inputs[0];

const binary =
  (operation: (a: Dim, b: Dim) => Dim): ElementRule =>
  ({ inputs: [a, b] }) => {
    if (!a || !b) return undefined;
    const length = a.length === 1 ? b.length : a.length;
    if (b.length !== 1 && b.length !== length) return undefined;
    const item = (list: readonly Dim[], i: number) => list[list.length === 1 ? 0 : i] ?? 0;
    return Array.from({ length }, (_, i) => operation(item(a, i), item(b, i)));
  };

const Shape: ElementRule = ({ values, attributes }) => {
  const int = (name: string) => {
    const attribute = attributes.get(name);
    return attribute?.kind === 'int' ? attribute.value : undefined;
  };
  return values[0]?.shape.slice(int('start') ?? 0, int('end'));
};

const Gather: ElementRule = ({ inputs: [data, indices], values }) => {
  if (!data || values[0]?.shape.length !== 1) return undefined;
  const items = indices?.map((index) => (typeof index === 'number' ? data.at(index) : undefined));
  return items?.every((item) => item !== undefined) ? items : undefined;
};

const Concat: ElementRule = ({ inputs }) => {
  const lists = inputs.map((input) => input);
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
};

const Slice: ElementRule = ({ inputs: [data, starts, ends, axes = [0], steps = [1]], values }) => {
  const [start, end, axis, step] = [starts?.[0], ends?.[0], axes[0], steps[0]];
  if (!data || typeof start !== 'number' || typeof end !== 'number' || values[0]?.shape.length !== 1) return undefined;
  if ((values[3] && axis !== 0 && axis !== -1) || step !== 1) return undefined;
  return data.slice(start, end);
};

const Div: ElementRule = (context) => {
  if (context.inputs[1]?.includes(0)) return undefined;
  return binary(divideDims)(context);
};

const product: ElementRule = ({ inputs: [data] }) => data && [productOfDims(data)];
const Size: ElementRule = ({ values: [value] }) => (value ? [productOfDims(value.shape)] : undefined);

export const elementRules: { readonly [K in Op]?: ElementRule } = {
  ...{ Shape, Size, Gather, Concat, Slice, Div, ReduceProd: product },
  ...{ Add: binary(addDims), Sub: binary(subtractDims), Mul: binary(multiplyDims) },
  ...{ Cast: same, Unsqueeze: same, Squeeze: same, Reshape: same, Flatten: same },
};
