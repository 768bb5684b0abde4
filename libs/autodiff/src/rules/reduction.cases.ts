/** Gradient-check cases of reductions: positive and negative axes, all axes, kept and dropped dims. */
import type { Value } from '@palimpsest/onnx';
import { apart, positive, sample, type RuleCase } from './rule-cases.js';

const operators = [
  'ReduceSum',
  'ReduceMean',
  'ReduceMax',
  'ReduceMin',
  'ReduceL2',
  'ReduceLogSumExp',
  'ReduceSumSquare',
] as const;
const axes: readonly (readonly number[] | null)[] = [[1], [-1], [0, 2], null];

const reductions = operators.flatMap((op) =>
  axes.flatMap((list): RuleCase[] =>
    [0, 1].map((keepdims) => ({
      op,
      title: `axes ${list ? list.join(',') : 'all'}, keepdims ${keepdims}`,
      inputs: { x: apart([2, 3, 4]) },
      build: (g, { x }) => g.op1(op, list ? [x as Value, g.ints(list)] : [x as Value], { keepdims }),
    })),
  ),
);

const running = [
  [0, 0],
  [1, 0],
  [0, 1],
].map(([exclusive, reverse]): RuleCase => ({
  op: 'CumSum',
  title: `exclusive ${exclusive}, reverse ${reverse}`,
  inputs: { x: sample([2, 4]) },
  build: (g, { x }) =>
    g.op1('CumSum', [x as Value, g.scalar(1, 'int64')], { exclusive: exclusive ?? 0, reverse: reverse ?? 0 }),
}));

/** Of positive numbers: sums and products that stay away from zero. */
const positives = (['ReduceL1', 'ReduceLogSum', 'ReduceProd'] as const).flatMap((op) =>
  axes.flatMap((list): RuleCase[] =>
    [0, 1].map((keepdims) => ({
      op,
      title: `axes ${list ? list.join(',') : 'all'}, keepdims ${keepdims}`,
      inputs: { x: sample([2, 2, 3], positive) },
      build: (g, { x }) => g.op1(op, list ? [x as Value, g.ints(list)] : [x as Value], { keepdims }),
    })),
  ),
);

export const reductionCases: readonly RuleCase[] = [...reductions, ...positives, ...running];
