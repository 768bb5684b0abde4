/** Gradient-check cases of losses of classes, with weights and ignored targets. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { single, type RuleCase } from './rule-cases.js';

function lossCase(
  op: 'NegativeLogLikelihoodLoss' | 'SoftmaxCrossEntropyLoss',
  reduction: string,
  isFull: boolean,
): RuleCase {
  return {
    op,
    title: isFull ? `${reduction}, weights, an ignored target` : reduction,
    precision: 'float32',
    inputs: { x: single([2, 4, 3]) },
    build: (g, { x }) => {
      const targets = g.constant(null, fromNumbers('int64', [2, 3], [0, 3, 1, 2, 3, 0]));
      const weights = g.constant('weights', fromNumbers('float32', [4], [0.5, 1, 2, 1.5]));
      const outputs = op === 'SoftmaxCrossEntropyLoss' ? 2 : 1;
      const inputs = isFull ? [x as Value, targets, weights] : [x as Value, targets];
      return g.op(op, inputs, { reduction, ...(isFull ? { ignore_index: 3 } : {}) }, { outputs });
    },
  };
}

export const lossCases: readonly RuleCase[] = (
  ['NegativeLogLikelihoodLoss', 'SoftmaxCrossEntropyLoss'] as const
).flatMap((op) =>
  ['mean', 'sum', 'none'].flatMap((reduction) => [false, true].map((isFull) => lossCase(op, reduction, isFull))),
);
