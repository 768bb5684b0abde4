/** Gradient-check cases of Einstein summation. */
import type { Value } from '@palimpsest/onnx';
import { sample, type RuleCase } from './rule-cases.js';

const product = (equation: string, ...dims: readonly (readonly number[])[]): RuleCase => ({
  op: 'Einsum',
  title: equation,
  inputs: Object.fromEntries(dims.map((own, at) => [`x${at}`, sample(own)])),
  build: (g, inputs) => g.op1('Einsum', Object.values<Value>(inputs), { equation }),
});

export const einsumCases: readonly RuleCase[] = [
  product('ij,jk->ik', [2, 3], [3, 4]),
  product('bhqd,bhkd->bhqk', [2, 2, 3, 4], [2, 2, 5, 4]),
  product('ij,jk', [2, 3], [3, 4]),
  product('ij->ji', [2, 3]),
  product('ij->i', [2, 3]),
  product('ij,k->jk', [2, 3], [4]),
  product('i,j->ij', [2], [3]),
  product('...ij,...jk->...ik', [2, 2, 3], [2, 3, 4]),
  product('...ij,jk', [2, 2, 3], [3, 4]),
  product('...i,...ij->j...', [2, 3], [2, 3, 4]),
];
