/** Gradient-check cases of trigonometric and hyperbolic functions. */
import type { Op, Value } from '@palimpsest/onnx';
import { anywhere, sample, single, type RuleCase, type Sampler } from './rule-cases.js';

/** Of arcsine and arccosine, away from ±1. */
const inside: Sampler = (rng) => 1.4 * rng.uniform() - 0.7;

const double = (op: Op): RuleCase => ({
  op,
  title: 'elementwise',
  inputs: { x: sample([3, 4]) },
  build: (g, { x }) => g.op1(op, [x as Value]),
});

const float = (op: Op, sampler: Sampler = anywhere): RuleCase => ({
  op,
  title: 'elementwise',
  precision: 'float32',
  inputs: { x: single([3, 4], sampler) },
  build: (g, { x }) => g.op1(op, [x as Value]),
});

export const trigonometryCases: readonly RuleCase[] = [
  ...[double('Sin'), double('Cos'), float('Tan', inside), float('Asin', inside), float('Acos', inside)],
  ...[float('Asinh'), float('Acosh', (rng) => 1.5 + rng.uniform()), float('Atanh', inside)],
  ...[float('Atan'), float('Sinh'), float('Cosh')],
];
