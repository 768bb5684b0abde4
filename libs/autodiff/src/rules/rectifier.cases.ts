/** Gradient-check cases of activations in pieces; samples keep away from every kink. */
import type { Op, Value } from '@palimpsest/onnx';
import { awayFromZero, sample, single, type RuleCase, type Sampler } from './rule-cases.js';

const pieces = (op: Op, attributes = {}, sampler: Sampler = awayFromZero): RuleCase => ({
  op,
  title: JSON.stringify(attributes),
  precision: 'float32',
  inputs: { x: single([3, 5], sampler) },
  build: (g, { x }) => g.op1(op, [x as Value], attributes),
});

/** Below −3.3, around −1 and 1, above 3.3: all three pieces of HardSwish and HardSigmoid. */
const threePieces: Sampler = (rng) => ([-4, -1, 1, 4][rng.integer(4)] ?? 0) + 0.6 * rng.uniform();

const slopes = (dims: readonly number[], wanted?: readonly string[]): RuleCase => ({
  op: 'PRelu',
  title: `slopes [${dims.join(',')}]${wanted ? `, wants ${wanted.join(',')}` : ''}`,
  precision: 'float32',
  inputs: { x: single([2, 3, 4], awayFromZero), slope: single(dims) },
  ...(wanted ? { wanted } : {}),
  build: (g, { x, slope }) => g.op1('PRelu', [x as Value, slope as Value]),
});

export const rectifierCases: readonly RuleCase[] = [
  {
    op: 'Relu',
    title: 'elementwise',
    inputs: { x: sample([3, 5], awayFromZero) },
    build: (g, { x }) => g.relu(x as Value),
  },
  ...[pieces('LeakyRelu', { alpha: 0.2 }), pieces('ThresholdedRelu', { alpha: 0.1 })],
  ...[slopes([3, 1]), slopes([1]), slopes([3, 1], ['x']), slopes([3, 1], ['slope'])],
  ...[pieces('Elu'), pieces('Elu', { alpha: 0.5 }), pieces('Selu'), pieces('Celu', { alpha: 0.7 })],
  ...[pieces('HardSigmoid', {}, threePieces), pieces('HardSigmoid', { alpha: 0.3, beta: 0.4 }, threePieces)],
  pieces('HardSwish', {}, threePieces),
  ...[pieces('Shrink', { lambd: 2, bias: 0.5 }, threePieces), pieces('Shrink', { lambd: 0.2 })],
];
