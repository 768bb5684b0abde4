/** Known inputs for every folding rule; onnxruntime.ort-spec.ts compares the folded numbers with computed ones. */
import type { DataType } from '@palimpsest/tensor';
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';

type Known = (dtype: DataType, dims: readonly number[], values: readonly number[]) => Value;
export type FoldCase = (g: GraphBuilder, known: Known) => readonly Value[];

const binary =
  (opType: string, ...types: readonly DataType[]): FoldCase =>
  (g, known) =>
    types.map((dtype) => g.op1(opType, [known(dtype, [2, 3], [1, -2, 3, 4, 5, -6]), known(dtype, [3], [2, 3, -4])]));
const unary =
  (opType: string, dtype: DataType, ...values: readonly number[]): FoldCase =>
  (g, known) => [g.op1(opType, [known(dtype, [values.length], values)])];

const list = (known: Known, ...values: readonly number[]) => known('int64', [values.length], values);

export const foldCases: Readonly<Record<string, FoldCase>> = {
  ...{
    Add: binary('Add', 'float32', 'int64'),
    Sub: binary('Sub', 'float32', 'int64'),
    Mul: binary('Mul', 'float32', 'int64'),
  },
  ...{ Div: binary('Div', 'float32', 'int64'), Mod: binary('Mod', 'int64'), Min: binary('Min', 'float32', 'int64') },
  ...{ Max: binary('Max', 'float32'), Equal: binary('Equal', 'int64'), Greater: binary('Greater', 'float32') },
  ...{
    GreaterOrEqual: binary('GreaterOrEqual', 'int64'),
    Less: binary('Less', 'int64'),
    LessOrEqual: binary('LessOrEqual', 'int64'),
  },
  ...{
    Neg: unary('Neg', 'int64', 1, -2),
    Abs: unary('Abs', 'float32', -0.1, 2),
    Sqrt: unary('Sqrt', 'float32', 0.1, 24),
  },
  ...{ Reciprocal: unary('Reciprocal', 'float32', 3, 7), Floor: unary('Floor', 'float32', -1.5, 2.5) },
  ...{ Ceil: unary('Ceil', 'float32', -1.5, 2.5), Not: unary('Not', 'bool', 1, 0) },
  Pow: (g, known) => [g.op1('Pow', [known('float32', [2], [3, 0.5]), known('float32', [], [2])])],
  'And, Or': (g, known) =>
    ['And', 'Or'].map((op) => g.op1(op, [known('bool', [2, 2], [1, 1, 0, 0]), known('bool', [2], [1, 0])])),
  Cast: (g, known) => [
    g.cast(known('float32', [3], [1.7, -1.7, 0]), 'int64'),
    g.cast(known('float32', [3], [1.7, -1.7, 0]), 'bool'),
    g.cast(known('int64', [2], [3, 16777217]), 'float32'),
  ],
  Where: (g, known) => [g.where(known('bool', [2, 1], [1, 0]), list(known, 1, 2, 3), list(known, -1, -2, -3))],
  Range: (g, known) => [
    g.op1('Range', [known('int64', [], [2]), known('int64', [], [-7]), known('int64', [], [-3])]),
    g.op1('Range', [known('float32', [], [0]), known('float32', [], [1]), known('float32', [], [0.3])]),
  ],
  Expand: (g, known) => [g.op1('Expand', [known('int64', [2, 1], [1, 2]), g.ints([3, 2, 2])])],
  Transpose: (g, known) => [g.transpose(known('int64', [2, 3, 1], [1, 2, 3, 4, 5, 6]), [2, 1, 0])],
  Concat: (g, known) => [
    g.concat([known('int64', [2, 1], [1, 2]), known('int64', [2, 2], [3, 4, 5, 6])], -1),
    g.concat([list(known, 1, 2), list(known, 3)], 0),
  ],
  Gather: (g, known) => [
    g.gather(known('int64', [3, 2], [1, 2, 3, 4, 5, 6]), g.ints([-1, 0]), 0),
    g.gather(known('int64', [3, 2], [1, 2, 3, 4, 5, 6]), 1, 1),
    g.gather(list(known, 4, 5, 6), -2),
  ],
  Slice: (g, known) => [
    g.slice(known('int64', [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]), 1, -1, -10, -2),
    g.slice(known('int64', [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]), 1, 1, 3),
    g.slice(list(known, 1, 2, 3, 4), 0, -3, Infinity),
    g.slice(list(known, 1, 2, 3, 4), 0, 0, -1),
  ],
  'Reshape, Unsqueeze, Squeeze': (g, known) => [
    g.reshape(list(known, 1, 2, 3, 4), [2, -1]),
    g.unsqueeze(known('int64', [], [3]), [0]),
    g.squeeze(known('float32', [1, 2], [3, 4]), [0]),
  ],
  'ReduceProd, ReduceSum, ReduceMax, ReduceMin': (g, known) =>
    ['ReduceProd', 'ReduceSum', 'ReduceMax', 'ReduceMin'].map((op) =>
      g.op1(op, [list(known, 3, -4, 5)], { keepdims: 0 }),
    ),
};
