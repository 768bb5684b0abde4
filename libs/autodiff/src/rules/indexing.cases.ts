/** Gradient-check cases of look-ups, with repeated indices. Scatter-add kernels of the runtime are float32 and float64. */
import { fromNumbers, tensor, toNumbers } from '@palimpsest/tensor';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { apart, sample, type RuleCase } from './rule-cases.js';

const int64 = (g: GraphBuilder, dims: readonly number[], values: readonly number[]): Value =>
  g.constant(null, tensor('int64', dims, BigInt64Array.from(values, BigInt)));

const gathers = [0, 1, -1].map((axis): RuleCase => ({
  op: 'Gather',
  title: `axis ${axis}, repeated indices`,
  inputs: { x: sample([4, 4, 4]) },
  build: (g, { x }) => {
    const rows = g.op1('Gather', [x as Value, int64(g, [2, 2], [0, 3, 3, 1])], { axis });
    return g.mul(rows, rows);
  },
}));

/** Data and updates of which no two are close. */
function drawnApart() {
  const all = toNumbers(apart([6, 3]));
  return { x: fromNumbers('float64', [4, 3], all.slice(0, 12)), u: fromNumbers('float64', [2, 3], all.slice(12)) };
}

const scatters = (['none', 'add', 'mul', 'max', 'min'] as const).flatMap((reduction): RuleCase[] => [
  {
    op: 'ScatterND',
    title: `reduction ${reduction}`,
    inputs: drawnApart(),
    build: (g, { x, u }) => g.op1('ScatterND', [x as Value, int64(g, [2, 1], [2, 0]), u as Value], { reduction }),
  },
  {
    op: 'ScatterElements',
    title: `reduction ${reduction}`,
    inputs: drawnApart(),
    build: (g, { x, u }) =>
      g.op1('ScatterElements', [x as Value, int64(g, [2, 3], [0, 1, 2, 3, 2, 1]), u as Value], { axis: 0, reduction }),
  },
]);

export const indexingCases: readonly RuleCase[] = [
  ...gathers,
  ...scatters,
  {
    op: 'GatherElements',
    title: 'axis 1, repeated indices',
    inputs: { x: sample([2, 4]) },
    build: (g, { x }) => g.op1('GatherElements', [x as Value, int64(g, [2, 3], [0, 0, 3, 1, 2, 2])], { axis: 1 }),
  },
  ...[0, 1].map((largest): RuleCase => ({
    op: 'TopK',
    title: `two ${largest ? 'largest' : 'smallest'}`,
    inputs: { x: apart([3, 5]) },
    build: (g, { x }) => {
      const [values] = g.op('TopK', [x as Value, g.ints([2])], { axis: 1, largest }, { outputs: 2 });
      return g.mul(values as Value, values as Value);
    },
  })),
  {
    op: 'GatherND',
    title: 'rows and elements',
    inputs: { x: sample([3, 4]) },
    build: (g, { x }) => [
      g.op1('GatherND', [x as Value, int64(g, [2, 1], [1, 1])]),
      g.op1('GatherND', [x as Value, int64(g, [2, 2], [0, 3, 2, 1])]),
    ],
  },
  {
    op: 'GatherND',
    title: 'in batches',
    inputs: { x: sample([2, 3, 4]) },
    build: (g, { x }) => g.op1('GatherND', [x as Value, int64(g, [2, 2, 1], [2, 0, 1, 1])], { batch_dims: 1 }),
  },
];
