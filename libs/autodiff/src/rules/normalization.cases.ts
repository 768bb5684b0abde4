/** Gradient-check cases of normalizations. */
import type { Value } from '@palimpsest/onnx';
import { positive, sample, single, type RuleCase } from './rule-cases.js';

const wanted = [['x', 's', 'b'], ['x'], ['s', 'b']];

export const normalizationCases: readonly RuleCase[] = [
  ...wanted.map((names): RuleCase => ({
    op: 'LayerNormalization',
    title: `last axis, wants ${names.join(',')}`,
    inputs: { x: sample([2, 3, 5]), s: sample([5], positive), b: sample([5]) },
    wanted: names,
    build: (g, { x, s, b }) => g.layerNormalization(x as Value, s as Value, b as Value, { epsilon: 1e-3 }),
  })),
  ...wanted.map((names): RuleCase => ({
    op: 'LayerNormalization',
    title: `in float32, wants ${names.join(',')}`,
    precision: 'float32',
    inputs: { x: single([2, 3, 5]), s: single([5], positive), b: single([5]) },
    wanted: names,
    build: (g, { x, s, b }) => g.layerNormalization(x as Value, s as Value, b as Value, { epsilon: 1e-3 }),
  })),
  {
    op: 'LayerNormalization',
    title: 'mean and deviation used too',
    precision: 'float32',
    inputs: { x: single([2, 3, 4]), s: single([3, 4], positive) },
    build: (g, { x, s }) => g.op('LayerNormalization', [x as Value, s as Value], { axis: 1 }, { outputs: 3 }),
  },
  {
    op: 'SimplifiedLayerNormalization',
    title: 'deviation alone',
    precision: 'float32',
    inputs: { x: single([2, 3, 5]), s: single([5], positive) },
    wanted: ['x'],
    build: (g, { x, s }) =>
      g.op(
        'SimplifiedLayerNormalization',
        [x as Value, s as Value],
        { axis: -1, epsilon: 1e-3 },
        { outputs: 2 },
      )[1] as Value,
  },
  {
    op: 'LayerNormalization',
    title: 'last two axes in float32',
    precision: 'float32',
    inputs: { x: single([2, 3, 4]), s: single([3, 4], positive) },
    build: (g, { x, s }) => g.layerNormalization(x as Value, s as Value, null, { axis: 1 }),
  },
  {
    op: 'LayerNormalization',
    title: 'last two axes, no bias',
    inputs: { x: sample([2, 3, 4]), s: sample([3, 4], positive) },
    build: (g, { x, s }) => g.layerNormalization(x as Value, s as Value, null, { axis: 1 }),
  },
  ...[['x', 's'], ['x']].map((names): RuleCase => ({
    op: 'SimplifiedLayerNormalization',
    title: `wants ${names.join(',')}`,
    precision: 'float32',
    inputs: { x: single([2, 3, 5]), s: single([5], positive) },
    wanted: names,
    build: (g, { x, s }) =>
      g.op1('SimplifiedLayerNormalization', [x as Value, s as Value], { axis: -1, epsilon: 1e-3 }),
  })),
  {
    op: 'RMSNormalization',
    title: 'opset 23',
    precision: 'float32',
    inputs: { x: single([2, 3, 5]), s: single([5], positive) },
    build: (g, { x, s }) => g.op1('RMSNormalization', [x as Value, s as Value], { axis: -1, epsilon: 1e-3 }),
  },
];
