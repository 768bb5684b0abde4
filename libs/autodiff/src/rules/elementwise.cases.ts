/** Gradient-check cases of arithmetic. */
import type { GraphBuilder, Op, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { anywhere, awayFromZero, broadcastPairs, positive, sample, type RuleCase, type Sampler } from './rule-cases.js';

const binary = (op: Op, left: Sampler = anywhere, right: Sampler = left): RuleCase[] =>
  broadcastPairs.flatMap(([a, b], at) => [
    {
      op,
      title: `[${a.join(',')}] with [${b.join(',')}]`,
      inputs: { a: sample(a, left), b: sample(b, right) },
      build: (g: GraphBuilder, { a, b }: Readonly<Record<string, Value>>) => g.op1(op, [a as Value, b as Value]),
    },
    ...(at === 0
      ? ['a', 'b'].map((wanted) => ({
          op,
          title: `only ${wanted}`,
          inputs: { a: sample(a, left), b: sample(b, right) },
          wanted: [wanted],
          build: (g: GraphBuilder, { a, b }: Readonly<Record<string, Value>>) => g.op1(op, [a as Value, b as Value]),
        }))
      : []),
  ]);

/** Multiples of 0.1 (shifted): two of them never tie. */
const onGrid =
  (shift: number): Sampler =>
  (rng) =>
    rng.integer(20) / 10 - 1 + shift;

const unary = (op: Op, sampler: Sampler = anywhere): RuleCase => ({
  op,
  title: 'elementwise',
  inputs: { x: sample([3, 4], sampler) },
  build: (g, { x }) => g.op1(op, [x as Value]),
});

/** Three inputs, of which no two are close. */
const spread = (op: Op, dtype: 'float32' | 'float64' = 'float64'): RuleCase => ({
  op,
  title: 'three inputs, one broadcast',
  inputs: {
    a: sample([4, 3], onGrid(0), dtype),
    b: sample([4, 3], onGrid(0.03), dtype),
    c: sample([3], onGrid(0.06), dtype),
  },
  build: (g, { a, b, c }) => g.op1(op, [a as Value, b as Value, c as Value]),
});

/** Quotients 2.3 to 2.7: away from the steps. */
const modulo = (wanted: string): RuleCase => ({
  op: 'Mod',
  title: `fmod, only ${wanted}`,
  inputs: {
    a: sample([3, 4], (rng) => 2.5 + 0.1 * rng.uniform()),
    b: sample([3, 4], (rng) => 1 + 0.05 * rng.uniform()),
  },
  wanted: [wanted],
  build: (g, { a, b }) => g.op1('Mod', [a as Value, b as Value], { fmod: 1 }),
});

export const elementwiseCases: readonly RuleCase[] = [
  ...binary('Add'),
  ...binary('Sub'),
  ...binary('Mul'),
  ...binary('Div', anywhere, awayFromZero),
  ...binary('Max', onGrid(0), onGrid(0.05)),
  ...binary('Min', onGrid(0), onGrid(0.05)),
  ...[unary('Neg'), unary('Exp'), unary('Log', positive), unary('Sqrt', positive), unary('Reciprocal', awayFromZero)],
  ...[unary('Abs', awayFromZero), unary('Identity'), unary('Dropout')],
  ...[spread('Max'), spread('Min'), { ...spread('Mean', 'float32'), precision: 'float32' as const }],
  ...['a', 'b'].map((wanted) => modulo(wanted)),
  {
    op: 'Cast',
    title: 'through integers comes nothing',
    inputs: { x: sample([3, 4]) },
    build: (g, { x }) => g.add(x as Value, g.cast(g.cast(x as Value, 'int64'), 'float64')),
  },
  {
    op: 'CastLike',
    title: 'to the type of something that depends on x',
    inputs: { x: sample([3, 4], positive) },
    build: (g, { x }) =>
      g.pow(x as Value, g.op1('CastLike', [g.constant('exponent', fromNumbers('float32', [], [3])), x as Value])),
  },
  {
    op: 'CastLike',
    title: 'to float32 and back',
    precision: 'float32',
    inputs: { x: sample([3, 4], anywhere, 'float32') },
    build: (g, { x }) => g.op1('CastLike', [g.cast(x as Value, 'float64'), x as Value]),
  },
  {
    op: 'Sum',
    title: 'three inputs, one broadcast',
    inputs: { a: sample([2, 3]), b: sample([3]), c: sample([2, 1]) },
    build: (g, { a, b, c }) => g.op1('Sum', [a as Value, b as Value, c as Value]),
  },
  ...[2, 3, 0.5].map((exponent): RuleCase => ({
    op: 'Pow',
    title: `to the power ${exponent}`,
    inputs: { x: sample([2, 3], positive) },
    build: (g, { x }) => g.pow(x as Value, exponent),
  })),
  {
    op: 'Where',
    title: 'both branches, broadcast',
    inputs: { c: sample([2, 1, 3], awayFromZero), a: sample([4, 3]), b: sample([2, 4, 1]) },
    wanted: ['a', 'b'],
    build: (g, { c, a, b }) => g.where(g.greater(c as Value, 0), a as Value, b as Value),
  },
  ...(
    [
      [-0.5, 0.5],
      [null, 0.5],
      [-0.5, null],
    ] as const
  ).map(([low, high]): RuleCase => ({
    op: 'Clip',
    title: `to [${low}, ${high}]`,
    inputs: {
      x: sample(
        [5, 5],
        (rng) => (rng.integer(2) ? 1 : -1) * (rng.integer(2) ? 0.1 + 0.3 * rng.uniform() : 0.6 + 0.3 * rng.uniform()),
      ),
    },
    build: (g, { x }) => g.clip(x as Value, low, high),
  })),
  {
    op: 'Cast',
    title: 'there and back between float types',
    inputs: { x: sample([4]) },
    build: (g, { x }) => g.mul(g.cast(g.cast(x as Value, 'float32'), 'float64'), 2),
    precision: 'float32',
  },
];
