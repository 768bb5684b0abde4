/**
 * Folding of whole small tensors: the operators of which exporters make shapes, ranges, masks' sizes and scale
 * factors. A rule returns undefined when it would rather leave the node to the runtime.
 * Arithmetic is done in doubles and rounded once on storing, which is exact for + − × ÷ √ of float32.
 */
import type { Attribute } from '../graph/attribute.js';
import type { Op } from '../shape/operator.js';
import { fillGrid, readBroadcast } from './grid.js';
import type { Grid } from './grid.js';

export interface TensorContext {
  readonly inputs: readonly (Grid | null)[];
  /** Dims of the result as inferred; null when only the data decide. */
  readonly dims: readonly number[] | null;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Whether the result is integer or bool. */
  readonly integer: boolean;
}

export type TensorRule = (context: TensorContext) => Grid | undefined;

function unary(operation: (x: number) => number): TensorRule {
  return ({ inputs: [x] }) => (x && { dims: x.dims, values: x.values.map(operation) }) || undefined;
}

function binary(operation: (a: number, b: number, integer: boolean) => number): TensorRule {
  return ({ inputs: [a, b], dims, integer }) =>
    a && b && dims ? fillGrid(dims, (at) => operation(readBroadcast(a, at), readBroadcast(b, at), integer)) : undefined;
}

const truth = (value: boolean) => (value ? 1 : 0);

const Div: TensorRule = (context) => {
  if (context.integer && context.inputs[1]?.values.includes(0)) return undefined;
  return binary((a, b, integer) => (integer ? Math.trunc(a / b) : a / b))(context);
};

/** Sign of the divisor, or of the dividend with fmod = 1. */
const Mod: TensorRule = (context) => {
  if (context.inputs[1]?.values.includes(0)) return undefined;
  const fmod = context.attributes.get('fmod')?.value === 1;
  return binary((a, b) => (fmod ? a % b : a - b * Math.floor(a / b)))(context);
};

/** Casts to bool test against 0, casts to integers cut the fraction off. */
const Cast: TensorRule = ({ inputs: [x], attributes, integer }) => {
  if (!x) return undefined;
  const toBool = attributes.get('to')?.value === 9;
  const convert = (value: number) => (toBool ? truth(value !== 0) : integer ? Math.trunc(value) : value);
  return { dims: x.dims, values: x.values.map(convert) };
};

const Where: TensorRule = ({ inputs: [condition, a, b], dims }) =>
  condition && a && b && dims
    ? fillGrid(dims, (at) => readBroadcast(readBroadcast(condition, at) ? a : b, at))
    : undefined;

const Range: TensorRule = ({ inputs: [start, , delta], dims }) => {
  const [first, step] = [start?.values[0], delta?.values[0]];
  if (first === undefined || step === undefined) return undefined;
  return dims ? fillGrid(dims, ([i = 0]) => first + i * step) : undefined;
};

const ConstantOfShape: TensorRule = ({ dims, attributes }) => {
  const value = attributes.get('value');
  if (value?.kind === 'tensor' && value.value.dtype === 'string') return undefined;
  const fill = value?.kind === 'tensor' ? Number(value.value.data[0] ?? 0) : 0;
  return dims ? fillGrid(dims, () => fill) : undefined;
};

const Expand: TensorRule = ({ inputs: [x], dims }) =>
  x && dims ? fillGrid(dims, (at) => readBroadcast(x, at)) : undefined;
const reshaped: TensorRule = ({ inputs: [x], dims }) => (x && dims ? { dims, values: x.values } : undefined);

const Transpose: TensorRule = ({ inputs: [x], dims, attributes }) => {
  if (!x || !dims) return undefined;
  const given = attributes.get('perm');
  const perm = given?.kind === 'ints' ? given.value : x.dims.map((_, i) => x.dims.length - 1 - i);
  return fillGrid(dims, (at) =>
    readBroadcast(
      x,
      x.dims.map((_, axis) => at[perm.indexOf(axis)] ?? 0),
    ),
  );
};

const Concat: TensorRule = ({ inputs, dims, attributes }) => {
  const axis = axisOf(attributes, dims?.length ?? 0, 0);
  if (!dims) return undefined;
  return fillGrid(dims, (at) => {
    let position = at[axis] ?? 0;
    for (const part of inputs) {
      const length = part?.dims[axis] ?? 0;
      if (part && position < length) return readBroadcast(part, at.with(axis, position));
      position -= length;
    }
    return Number.NaN;
  });
};

const Gather: TensorRule = ({ inputs: [x, indices], dims, attributes }) => {
  if (!x || !indices || !dims) return undefined;
  const axis = axisOf(attributes, x.dims.length, 0);
  const limit = x.dims[axis] ?? 0;
  if (indices.values.some((index) => index < -limit || index >= limit)) return undefined;
  return fillGrid(dims, (at) => {
    const index = readBroadcast(indices, at.slice(axis, axis + indices.dims.length));
    const rest = at.slice(axis + indices.dims.length);
    return readBroadcast(x, [...at.slice(0, axis), index < 0 ? index + limit : index, ...rest]);
  });
};

/** The shape rule has clamped the bounds already: only first elements and steps matter here. */
const Slice: TensorRule = ({ inputs: [x, starts, , axes, steps], dims }) => {
  if (!x || !starts || !dims) return undefined;
  const first = x.dims.map(() => 0);
  const stride = x.dims.map(() => 1);
  starts.values.forEach((start, i) => {
    const given = axes?.values[i] ?? i;
    const axis = given < 0 ? given + x.dims.length : given;
    const [dim, step] = [x.dims[axis] ?? 0, steps?.values[i] ?? 1];
    const from = start < 0 ? start + dim : start;
    first[axis] = Math.max(0, Math.min(from, step > 0 ? dim : dim - 1));
    stride[axis] = step;
  });
  return fillGrid(dims, (at) =>
    readBroadcast(
      x,
      at.map((i, axis) => (first[axis] ?? 0) + i * (stride[axis] ?? 1)),
    ),
  );
};

function reduce(operation: (a: number, b: number) => number): TensorRule {
  return ({ inputs: [x, axes], dims }) => {
    const all = !axes || axes.values.length === x?.dims.length; // other reductions are left to the runtime
    if (!x || !all || !dims?.every((dim) => dim === 1) || x.values.length === 0) return undefined;
    return { dims, values: [x.values.reduce((a, b) => operation(a, b))] };
  };
}

function axisOf(attributes: ReadonlyMap<string, Attribute>, rank: number, fallback: number): number {
  const attribute = attributes.get('axis');
  const axis = attribute?.kind === 'int' ? attribute.value : fallback;
  return axis < 0 ? axis + rank : axis;
}

export const tensorRules: { readonly [K in Op]?: TensorRule } = {
  ...{ Neg: unary((x) => -x), Abs: unary(Math.abs), Sqrt: unary(Math.sqrt), Reciprocal: unary((x) => 1 / x) },
  ...{ Floor: unary(Math.floor), Ceil: unary(Math.ceil), Not: unary((x) => truth(!x)) },
  ...{ Add: binary((a, b) => a + b), Sub: binary((a, b) => a - b), Mul: binary((a, b) => a * b), Div, Mod },
  ...{ Min: binary((a, b) => Math.min(a, b)), Max: binary((a, b) => Math.max(a, b)), Pow: binary((a, b) => a ** b) },
  ...{ Equal: binary((a, b) => truth(a === b)), And: binary((a, b) => truth(a !== 0 && b !== 0)) },
  ...{ Greater: binary((a, b) => truth(a > b)), GreaterOrEqual: binary((a, b) => truth(a >= b)) },
  ...{ Less: binary((a, b) => truth(a < b)), LessOrEqual: binary((a, b) => truth(a <= b)) },
  ...{ Or: binary((a, b) => truth(a !== 0 || b !== 0)), Where, Cast, Range, ConstantOfShape, Expand, Transpose },
  ...{ Reshape: reshaped, Unsqueeze: reshaped, Squeeze: reshaped, Flatten: reshaped, Concat, Gather, Slice },
  ...{ ReduceProd: reduce((a, b) => a * b), ReduceSum: reduce((a, b) => a + b) },
  ...{ ReduceMax: reduce((a, b) => Math.max(a, b)), ReduceMin: reduce((a, b) => Math.min(a, b)) },
};
