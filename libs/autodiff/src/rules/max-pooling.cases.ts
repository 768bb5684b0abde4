/** Gradient-check cases of maximum poolings; no two samples are close to each other. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers, Rng } from '@palimpsest/tensor';
import type { RuleCase } from './rule-cases.js';

/** All different, at steps of a tenth, in random order. */
function apart(dims: readonly number[]) {
  const rng = new Rng(`apart ${dims.join(',')}`);
  const count = dims.reduce((product, dim) => product * dim, 1);
  const keyed = Array.from({ length: count }, (_, at) => ({ value: at / 10, key: rng.uniform() }));
  return fromNumbers(
    'float32',
    dims,
    keyed.sort((a, b) => a.key - b.key).map(({ value }) => value),
  );
}

const pooled = (title: string, dims: readonly number[], attributes: Record<string, number | number[]>): RuleCase => ({
  op: 'MaxPool',
  title,
  precision: 'float32',
  inputs: { x: apart(dims) },
  build: (g, { x }) => g.op1('MaxPool', [x as Value], attributes),
});

export const maxPoolingCases: readonly RuleCase[] = [
  pooled('2×2, stride 2', [2, 3, 4, 4], { kernel_shape: [2, 2], strides: [2, 2] }),
  pooled('3×3, overlapping, padded', [1, 2, 5, 5], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
  pooled('dilated', [1, 2, 6, 6], { kernel_shape: [2, 2], dilations: [2, 2] }),
  pooled('ceil mode', [1, 2, 5, 5], { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 }),
  pooled('1-D', [2, 2, 8], { kernel_shape: [3], strides: [2] }),
  {
    op: 'GlobalMaxPool',
    title: 'all positions',
    precision: 'float32',
    inputs: { x: apart([2, 3, 3, 4]) },
    build: (g, { x }) => g.op1('GlobalMaxPool', [x as Value]),
  },
];
