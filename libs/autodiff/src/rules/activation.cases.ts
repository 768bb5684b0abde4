/** Gradient-check cases of activations. Erf and its users have float32 kernels only. */
import type { Value } from '@palimpsest/onnx';
import { anywhere, awayFromZero, sample, single, type RuleCase, type Sampler } from './rule-cases.js';

const double = (op: RuleCase['op'], sampler: Sampler = anywhere, attributes = {}): RuleCase => ({
  op,
  title: JSON.stringify(attributes),
  inputs: { x: sample([3, 5], sampler) },
  build: (g, { x }) => g.op1(op, [x as Value], attributes),
});

const contrib = (op: RuleCase['op'], attributes = {}): RuleCase => ({
  op,
  title: `com.microsoft ${JSON.stringify(attributes)}`,
  precision: 'float32',
  inputs: { x: single([3, 5]) },
  build: (g, { x }) => g.op1(op.slice('com.microsoft.'.length), [x as Value], attributes, { domain: 'com.microsoft' }),
});

const float = (op: RuleCase['op'], attributes = {}): RuleCase => ({
  op,
  title: JSON.stringify(attributes),
  precision: 'float32',
  inputs: { x: single([3, 5], awayFromZero) },
  build: (g, { x }) => g.op1(op, [x as Value], attributes),
});

const biased = (op: 'FastGelu' | 'BiasGelu'): RuleCase => ({
  op: `com.microsoft.${op}`,
  title: 'with bias',
  precision: 'float32',
  inputs: { x: single([3, 5]), bias: single([5]) },
  build: (g, { x, bias }) => g.op1(op, [x as Value, bias as Value], {}, { domain: 'com.microsoft' }),
});

export const activationCases: readonly RuleCase[] = [
  ...[double('Sigmoid'), double('Tanh'), double('Relu', awayFromZero)],
  ...[float('LeakyRelu', { alpha: 0.2 }), float('Softplus')],
  ...[-1, 0, 1].flatMap((axis) => [double('Softmax', anywhere, { axis }), double('LogSoftmax', anywhere, { axis })]),
  ...[float('Erf'), float('Gelu', { approximate: 'none' }), float('Gelu', { approximate: 'tanh' })],
  ...[contrib('com.microsoft.Gelu'), contrib('com.microsoft.FastGelu')],
  ...[contrib('com.microsoft.QuickGelu', { alpha: 1 }), contrib('com.microsoft.QuickGelu', { alpha: 1.702 })],
  ...[biased('FastGelu'), biased('BiasGelu')],
];
