/** Shape rules of reductions, softmaxes and running sums. */
import { isFloat } from '@palimpsest/tensor';
import { normalAxis } from './shape-rule.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

/** Axes are input 1 (opset 18); none means all, or nothing when noop_with_empty_axes. */
const reduce: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const given = c.optional(1) ? (c.integers(1) ?? c.fail('axes must be constant')) : [];
  if (given.length === 0 && c.int('noop_with_empty_axes', 0) === 1) return [{ dtype, shape }];
  const axes = given.length === 0 ? shape.map((_, i) => i) : given.map((axis) => normalAxis(c, axis, shape.length));
  return [{ dtype, shape: reduced(c, shape, axes) }];
};

const argument: ShapeRule = (c) => {
  const { shape } = c.input(0);
  return [{ dtype: 'int64', shape: reduced(c, shape, [normalAxis(c, c.int('axis', 0), shape.length)]) }];
};

function reduced(c: ShapeContext, shape: readonly (number | string)[], axes: readonly number[]) {
  const keep = c.int('keepdims', 1) === 1;
  return keep ? shape.map((dim, i) => (axes.includes(i) ? 1 : dim)) : shape.filter((_, i) => !axes.includes(i));
}

const softmax: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  if (!isFloat(dtype)) c.fail(`is not defined for ${dtype}; cast first`);
  normalAxis(c, c.int('axis', -1), shape.length);
  return [{ dtype, shape }];
};

const CumSum: ShapeRule = (c) => [{ dtype: c.input(0).dtype, shape: c.input(0).shape }];

/** Scores [N, C, …] and targets [N, …] → one loss, or one per target; the log-probabilities. */
const loss: ShapeRule = (c) => {
  const [{ dtype, shape }, target] = [c.input(0), c.input(1)];
  if (target.shape.length !== shape.length - 1) c.fail('takes scores [batch, classes, …] and targets [batch, …]');
  const isReduced = c.text('reduction', 'mean') !== 'none';
  return [
    { dtype, shape: isReduced ? [] : target.shape },
    { dtype, shape },
  ].slice(0, c.outputCount);
};

export const reduction = {
  ...{ ReduceL1: reduce, ReduceL2: reduce, ReduceLogSum: reduce, ReduceLogSumExp: reduce, ReduceMax: reduce },
  ...{ ReduceMean: reduce, ReduceMin: reduce, ReduceProd: reduce, ReduceSum: reduce, ReduceSumSquare: reduce },
  ...{ ArgMax: argument, ArgMin: argument, Softmax: softmax, LogSoftmax: softmax, Hardmax: softmax, CumSum },
  ...{ NegativeLogLikelihoodLoss: loss, SoftmaxCrossEntropyLoss: loss },
} satisfies Record<string, ShapeRule>;
