/**
 * One method per operator that model and gradient code writes often. Each appends exactly the node its name
 * says (or returns its input when the node would do nothing); none hides a broadcast or a cast.
 * Plain numbers as operands become scalars of the other operand's type.
 */
import type { DataType } from '@palimpsest/tensor';
import type { AttributeInput } from '../graph/attribute.js';
import { codeOfDataType } from '../format/data-type-code.js';
import { sameShape } from '../graph/value.js';
import type { Value } from '../graph/value.js';
import type { NodeOptions } from './node-options.js';

export type Operand = Value | number;
export type Attributes = Readonly<Record<string, AttributeInput | undefined>>;

export interface WindowOptions {
  readonly strides?: readonly number[];
  /** begins…, ends… */
  readonly pads?: readonly number[];
  readonly dilations?: readonly number[];
  readonly group?: number;
}

export abstract class Operators {
  abstract op(
    opType: string,
    inputs: readonly (Value | null)[],
    attributes?: Attributes,
    options?: NodeOptions,
  ): Value[];
  abstract scalar(x: number, dtype?: DataType): Value;
  abstract ints(values: readonly number[]): Value;

  /** The first output of `op`. */
  op1(opType: string, inputs: readonly (Value | null)[], attributes?: Attributes, options?: NodeOptions): Value {
    return this.op(opType, inputs, attributes, options)[0] as Value; // every operator has a first output
  }

  add(a: Operand, b: Operand): Value {
    return this.#binary('Add', a, b);
  }
  sub(a: Operand, b: Operand): Value {
    return this.#binary('Sub', a, b);
  }
  mul(a: Operand, b: Operand): Value {
    return this.#binary('Mul', a, b);
  }
  div(a: Operand, b: Operand): Value {
    return this.#binary('Div', a, b);
  }
  pow(a: Operand, b: Operand): Value {
    return this.#binary('Pow', a, b);
  }
  minimum(a: Operand, b: Operand): Value {
    return this.#binary('Min', a, b);
  }
  maximum(a: Operand, b: Operand): Value {
    return this.#binary('Max', a, b);
  }
  equal(a: Operand, b: Operand): Value {
    return this.#binary('Equal', a, b);
  }
  greater(a: Operand, b: Operand): Value {
    return this.#binary('Greater', a, b);
  }
  greaterOrEqual(a: Operand, b: Operand): Value {
    return this.#binary('GreaterOrEqual', a, b);
  }
  less(a: Operand, b: Operand): Value {
    return this.#binary('Less', a, b);
  }
  lessOrEqual(a: Operand, b: Operand): Value {
    return this.#binary('LessOrEqual', a, b);
  }
  and(a: Value, b: Value): Value {
    return this.op1('And', [a, b]);
  }
  or(a: Value, b: Value): Value {
    return this.op1('Or', [a, b]);
  }
  not(x: Value): Value {
    return this.op1('Not', [x]);
  }

  neg(x: Value): Value {
    return this.op1('Neg', [x]);
  }
  sqrt(x: Value): Value {
    return this.op1('Sqrt', [x]);
  }
  exp(x: Value): Value {
    return this.op1('Exp', [x]);
  }
  log(x: Value): Value {
    return this.op1('Log', [x]);
  }
  tanh(x: Value): Value {
    return this.op1('Tanh', [x]);
  }
  sigmoid(x: Value): Value {
    return this.op1('Sigmoid', [x]);
  }
  erf(x: Value): Value {
    return this.op1('Erf', [x]);
  }
  abs(x: Value): Value {
    return this.op1('Abs', [x]);
  }
  sign(x: Value): Value {
    return this.op1('Sign', [x]);
  }
  reciprocal(x: Value): Value {
    return this.op1('Reciprocal', [x]);
  }
  relu(x: Value): Value {
    return this.op1('Relu', [x]);
  }
  cos(x: Value): Value {
    return this.op1('Cos', [x]);
  }
  sin(x: Value): Value {
    return this.op1('Sin', [x]);
  }
  /** Exact (erf) Gelu unless `approximate` is 'tanh'. */
  gelu(x: Value, approximate: 'none' | 'tanh' = 'none'): Value {
    return this.op1('Gelu', [x], { approximate });
  }
  identity(x: Value): Value {
    return this.op1('Identity', [x]);
  }
  cast(x: Value, dtype: DataType): Value {
    return x.dtype === dtype ? x : this.op1('Cast', [x], { to: codeOfDataType(dtype) });
  }
  /** Bounds left out are open. */
  clip(x: Value, low: Operand | null, high: Operand | null): Value {
    return this.op1('Clip', [x, this.#like(x, low), this.#like(x, high)]);
  }
  where(condition: Value, a: Operand, b: Operand): Value {
    const [left, right] = this.#pair(a, b);
    return this.op1('Where', [condition, left, right]);
  }

  matMul(a: Value, b: Value): Value {
    return this.op1('MatMul', [a, b]);
  }
  /** alpha·A'·B' + beta·C on matrices. */
  gemm(
    a: Value,
    b: Value,
    c: Value | null = null,
    options: { readonly alpha?: number; readonly beta?: number; readonly transA?: 0 | 1; readonly transB?: 0 | 1 } = {},
  ): Value {
    return this.op1('Gemm', c ? [a, b, c] : [a, b], options);
  }
  transpose(x: Value, perm: readonly number[]): Value {
    return perm.every((axis, i) => axis === i) ? x : this.op1('Transpose', [x], { perm });
  }
  /** Swaps the last two axes. */
  transposeLast(x: Value): Value {
    const rank = x.shape.length;
    return this.transpose(x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
  }
  /** 0 keeps a dim, −1 takes what is left. Static shapes equal to the input's add nothing. */
  reshape(x: Value, shape: readonly number[]): Value {
    return sameShape(x.shape, shape) ? x : this.op1('Reshape', [x, this.ints(shape)]);
  }
  expand(x: Value, shape: readonly number[]): Value {
    return sameShape(x.shape, shape) ? x : this.op1('Expand', [x, this.ints(shape)]);
  }
  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 && values[0] ? values[0] : this.op1('Concat', values, { axis });
  }
  split(x: Value, axis: number, sizes: readonly number[]): Value[] {
    return this.op('Split', [x, this.ints(sizes)], { axis }, { outputs: sizes.length });
  }
  /** x[start:end:step] along one axis; `end` may be Infinity. */
  slice(x: Value, axis: number, start: number, end: number, step = 1): Value {
    const limit = Math.max(Math.min(end, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER);
    return this.op1('Slice', [x, this.ints([start]), this.ints([limit]), this.ints([axis]), this.ints([step])]);
  }
  gather(x: Value, indices: Operand | readonly number[], axis = 0): Value {
    return this.op1('Gather', [x, this.#indices(indices)], { axis });
  }
  unsqueeze(x: Value, axes: readonly number[]): Value {
    return axes.length === 0 ? x : this.op1('Unsqueeze', [x, this.ints(axes)]);
  }
  squeeze(x: Value, axes: readonly number[]): Value {
    return axes.length === 0 ? x : this.op1('Squeeze', [x, this.ints(axes)]);
  }
  /** pads = [begins…, ends…] over all axes. */
  pad(x: Value, pads: readonly number[], value = 0): Value {
    return pads.every((pad) => pad === 0) ? x : this.op1('Pad', [x, this.ints(pads), this.scalar(value, x.dtype)]);
  }
  /** The shape as int64[rank]; symbolic dims stay known to the builder. */
  shape(x: Value): Value {
    return this.op1('Shape', [x]);
  }

  softmax(x: Value, axis = -1): Value {
    return this.op1('Softmax', [x], { axis });
  }
  logSoftmax(x: Value, axis = -1): Value {
    return this.op1('LogSoftmax', [x], { axis });
  }
  /** `axes` null reduces all. */
  reduceSum(x: Value, axes: readonly number[] | null = null, keepDims = true): Value {
    return this.#reduce('ReduceSum', x, axes, keepDims);
  }
  reduceMean(x: Value, axes: readonly number[] | null = null, keepDims = true): Value {
    return this.#reduce('ReduceMean', x, axes, keepDims);
  }
  reduceMax(x: Value, axes: readonly number[] | null = null, keepDims = true): Value {
    return this.#reduce('ReduceMax', x, axes, keepDims);
  }

  layerNormalization(
    x: Value,
    scale: Value,
    bias: Value | null,
    options: { readonly axis?: number; readonly epsilon?: number } = {},
  ): Value {
    const { axis = -1, epsilon = 1e-5 } = options;
    return this.op1('LayerNormalization', bias ? [x, scale, bias] : [x, scale], { axis, epsilon });
  }
  conv(x: Value, weight: Value, bias: Value | null = null, options: WindowOptions = {}): Value {
    return this.op1('Conv', bias ? [x, weight, bias] : [x, weight], { ...options });
  }
  convTranspose(
    x: Value,
    weight: Value,
    bias: Value | null = null,
    options: WindowOptions & { readonly output_padding?: readonly number[] } = {},
  ): Value {
    return this.op1('ConvTranspose', bias ? [x, weight, bias] : [x, weight], { ...options });
  }

  #binary(opType: string, a: Operand, b: Operand): Value {
    return this.op1(opType, this.#pair(a, b));
  }

  #pair(a: Operand, b: Operand): [Value, Value] {
    if (typeof a !== 'number') return [a, this.#like(a, b)];
    if (typeof b !== 'number') return [this.#like(b, a), b];
    return [this.scalar(a), this.scalar(b)];
  }

  #like<T extends Operand | null>(x: Value, operand: T): Value | Exclude<T, number> {
    return typeof operand === 'number' ? this.scalar(operand, x.dtype) : (operand as Exclude<T, number>);
  }

  #indices(indices: Operand | readonly number[]): Value {
    if (typeof indices === 'number') return this.scalar(indices, 'int64');
    return isNumbers(indices) ? this.ints(indices) : indices;
  }

  #reduce(opType: string, x: Value, axes: readonly number[] | null, keepDims: boolean): Value {
    if (axes?.length === 0) return x;
    return this.op1(opType, axes ? [x, this.ints(axes)] : [x], { keepdims: keepDims ? 1 : 0 });
  }
}

function isNumbers(indices: Value | readonly number[]): indices is readonly number[] {
  return Array.isArray(indices);
}
