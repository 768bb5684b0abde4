/** Gradient-check cases of matrix products: batches, broadcast batches, vectors, transposes. */
import type { Value } from '@palimpsest/onnx';
import { sample, single, type RuleCase } from './rule-cases.js';

const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [3, 4],
    [4, 5],
  ],
  [
    [2, 3, 4],
    [4, 5],
  ],
  [
    [2, 3, 4],
    [2, 4, 5],
  ],
  [
    [2, 1, 3, 4],
    [5, 4, 2],
  ],
  [[4], [4, 5]],
  [[2, 3, 4], [4]],
  [[4], [2, 4, 3]],
  [[4], [4]],
];

const matMul = shapes.flatMap(([a, b]): RuleCase[] =>
  [['a', 'b'], ['a'], ['b']].map((wanted) => ({
    op: 'MatMul',
    title: `[${a.join(',')}]·[${b.join(',')}] wants ${wanted.join(' and ')}`,
    inputs: { a: sample(a), b: sample(b) },
    wanted,
    build: (g, { a, b }) => g.matMul(a as Value, b as Value),
  })),
);

const flags = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

const gemm = flags.map(([transA, transB]): RuleCase => ({
  op: 'Gemm',
  title: `transA ${transA} transB ${transB}`,
  inputs: { a: sample(transA ? [4, 3] : [3, 4]), b: sample(transB ? [5, 4] : [4, 5]), c: sample([5]) },
  build: (g, { a, b, c }) => g.gemm(a as Value, b as Value, c, { transA, transB, alpha: 1.5, beta: 0.5 }),
}));

const fusedMatMul = flags.flatMap(([transA, transB]): RuleCase[] =>
  [true, false].map((shared) => {
    const batch = shared ? [] : [2];
    return {
      op: 'com.microsoft.FusedMatMul',
      title: `transA ${transA} transB ${transB}${shared ? ', shared matrix' : ''}`,
      precision: 'float32',
      inputs: { a: single(transA ? [2, 4, 3] : [2, 3, 4]), b: single([...batch, ...(transB ? [5, 4] : [4, 5])]) },
      build: (g, { a, b }) =>
        g.op1('FusedMatMul', [a as Value, b as Value], { transA, transB, alpha: 0.7 }, { domain: 'com.microsoft' }),
    };
  }),
);

export const linalgCases: readonly RuleCase[] = [...matMul, ...gemm, ...fusedMatMul];
