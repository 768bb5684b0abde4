/** Gradient-check cases of activations. Erf and its users have float32 kernels only. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { anywhere, sample, single, awayFromZero, type RuleCase, type Sampler } from './rule-cases.js';

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

/** Softmax whose result weighs values, as in attention: its gradient takes another way there. */
const weighing = (title: string, values: readonly number[], use: AttentionUse): RuleCase => ({
  op: 'Softmax',
  title: `attention: ${title}`,
  inputs: { scores: sample([2, 3, 4]), values: sample(values) },
  build: (g, { scores, values }) => use(g, g.softmax(scores as Value), values as Value),
});
type AttentionUse = (g: GraphBuilder, weights: Value, values: Value) => Value;

const attention: readonly RuleCase[] = [
  weighing('weights times values', [2, 4, 5], (g, weights, values) => g.matMul(weights, values)),
  weighing('one set of values for all', [4, 5], (g, weights, values) => g.matMul(weights, values)),
  weighing('weights for several sets', [3, 1, 4, 5], (g, weights, values) => g.matMul(weights, values)),
  weighing('one vector of values', [4], (g, weights, values) => g.matMul(weights, values)),
  weighing('weights on the right', [2, 5, 3], (g, weights, values) => g.matMul(values, weights)),
  weighing('weights used twice', [2, 4, 5], (g, weights, values) =>
    g.mul(g.matMul(weights, values), g.matMul(weights, g.exp(values))),
  ),
  weighing('weights also seen', [2, 4, 4], (g, weights, values) => g.add(g.matMul(weights, values), weights)),
  {
    ...weighing('weights by themselves', [4], (g, weights) => g.matMul(weights, g.transposeLast(weights))),
    wanted: ['scores'],
  },
  {
    ...weighing('transposed values, scaled', [2, 5, 4], (g, weights, values) =>
      g.op1('FusedMatMul', [weights, values], { transB: 1, alpha: 0.5 }, { domain: 'com.microsoft' }),
    ),
    precision: 'float32',
    inputs: { scores: single([2, 3, 4]), values: single([2, 5, 4]) },
  },
  {
    ...weighing('transposed weights', [2, 3, 5], (g, weights, values) =>
      g.op1('FusedMatMul', [weights, values], { transA: 1 }, { domain: 'com.microsoft' }),
    ),
    precision: 'float32',
    inputs: { scores: single([2, 3, 4]), values: single([2, 3, 5]) },
  },
];

const silu = (title: string, product: (g: GraphBuilder, x: Value) => Value): RuleCase => ({
  op: 'Mul',
  title,
  inputs: { x: sample([3, 5]) },
  build: (g, { x }) => product(g, x as Value),
});

export const activationCases: readonly RuleCase[] = [
  ...[double('Sigmoid'), double('Tanh')],
  ...[float('Softplus'), float('Mish'), float('Softsign'), float('Swish'), float('Swish', { alpha: 1.5 })],
  ...[-1, 0, 1].flatMap((axis) => [double('Softmax', anywhere, { axis }), double('LogSoftmax', anywhere, { axis })]),
  ...[float('Erf'), float('Gelu', { approximate: 'none' }), float('Gelu', { approximate: 'tanh' })],
  ...[contrib('com.microsoft.Gelu'), contrib('com.microsoft.FastGelu')],
  ...[contrib('com.microsoft.QuickGelu', { alpha: 1 }), contrib('com.microsoft.QuickGelu', { alpha: 1.702 })],
  ...[biased('FastGelu'), biased('BiasGelu')],
  ...attention,
  silu('SiLU', (g, x) => g.mul(x, g.sigmoid(x))),
  silu('SiLU, gate first', (g, x) => g.mul(g.sigmoid(x), x)),
  silu('a gate used twice', (g, x) => g.mul(g.mul(x, g.sigmoid(x)), g.sigmoid(x))),
  silu('a gate of something else', (g, x) => g.mul(x, g.sigmoid(g.neg(x)))),
];
