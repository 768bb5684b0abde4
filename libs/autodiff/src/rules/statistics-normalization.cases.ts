/** Gradient-check cases of normalizations over batch, channels and groups. */
import type { Value } from '@palimpsest/onnx';
import { positive, sample, single, type RuleCase } from './rule-cases.js';

const wanted = [['x', 's', 'b'], ['x'], ['s', 'b']];
const inputs = { x: single([2, 4, 3, 3]), s: single([4], positive), b: single([4]) };

const normalized = (op: RuleCase['op'], scales: number, attributes = {}): readonly RuleCase[] =>
  wanted.map((names) => ({
    op,
    title: `${JSON.stringify(attributes)}, wants ${names.join(',')}`,
    precision: 'float32',
    inputs: { x: inputs.x, s: single([scales], positive), b: single([scales]) },
    wanted: names,
    build: (g, { x, s, b }) => g.op1(op, [x as Value, s as Value, b as Value], { epsilon: 1e-3, ...attributes }),
  }));

export const statisticsNormalizationCases: readonly RuleCase[] = [
  ...wanted.map((names): RuleCase => ({
    op: 'BatchNormalization',
    title: `wants ${names.join(',')}`,
    precision: 'float32',
    inputs: { ...inputs, mean: single([4]), variance: single([4], positive) },
    wanted: names,
    build: (g, { x, s, b, mean, variance }) =>
      g.op1('BatchNormalization', [x as Value, s as Value, b as Value, mean as Value, variance as Value], {
        epsilon: 1e-3,
      }),
  })),
  ...normalized('InstanceNormalization', 4),
  ...[1, 2, 4].flatMap((num_groups) => normalized('GroupNormalization', num_groups, { num_groups })),
  ...[undefined, [0, -1]].map((axes): RuleCase => ({
    op: 'MeanVarianceNormalization',
    title: axes ? `axes ${axes.join(', ')}` : 'per channel',
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 5]) },
    build: (g, { x }) => g.op1('MeanVarianceNormalization', [x as Value], { axes }),
  })),
  ...[1, 2].flatMap((p) =>
    [0, 1].map((axis): RuleCase => ({
      op: 'LpNormalization',
      title: `p = ${p}, axis ${axis}`,
      inputs: { x: sample([3, 4], positive) },
      build: (g, { x }) => g.op1('LpNormalization', [x as Value], { p, axis }),
    })),
  ),
];
