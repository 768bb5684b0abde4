/** Gradients of losses of classes: scores [N, C, …] and integer targets [N, …], each target with the weight of its class. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** L = −w·X at the targets  ⇒  X̄ = −w·L̄ there, over Σw when L is their mean */
export const NegativeLogLikelihoodLoss: VjpRule = (context) => {
  const { g, dy } = context;
  const { hits, shares } = targetsOf(context);
  return [g.neg(g.mul(hits, g.mul(shares, alongClasses(context, dy))))];
};

/** L = −w·P at the targets, P = log softmax X  ⇒  X̄ = w·L̄∘(e^P − hit), and as for P where that is used too */
export const SoftmaxCrossEntropyLoss: VjpRule = (context) => {
  const { g, cotangents, input } = context;
  const [loss, logProbabilities] = cotangents;
  const logs = g.logSoftmax(input(0), 1);
  const parts: Value[] = [];
  if (loss) {
    const { hits, shares } = targetsOf(context);
    parts.push(g.mul(g.sub(g.exp(logs), hits), g.mul(shares, alongClasses(context, loss))));
  }
  if (logProbabilities) parts.push(g.sub(logProbabilities, g.mul(g.exp(logs), g.reduceSum(logProbabilities, [1]))));
  return [parts.reduce((sum, part) => g.add(sum, part))];
};

/** 1 at each target's class, and what each target counts, [N, 1, …]: 0 for those that are ignored. */
function targetsOf({ g, input, inputs, attributes, wants, node }: VjpContext): {
  readonly hits: Value;
  readonly shares: Value;
} {
  if (wants(2))
    throw new AutodiffError(`${node.opType} ‹${node.name}›: its weights have no gradient; make them constant`, [
      node.name,
    ]);
  const [scores, target, weight] = [input(0), input(1), inputs[2] ?? null];
  const { dtype } = scores;
  const ignored = attributes.int('ignore_index', Number.NaN);
  const isIgnored = Number.isNaN(ignored) ? null : g.equal(target, ignored);
  const places = isIgnored ? g.where(isIgnored, 0, target) : target;
  const levels = g.constant(null, fromNumbers(dtype, [2], [0, 1]));
  const hits = g.op1('OneHot', [places, g.ints([dimsOf(scores)[1] ?? 1]), levels], { axis: 1 });
  const even = () => g.expand(g.scalar(1, dtype), dimsOf(target));
  const weights = weight ? g.gather(weight, places) : even();
  const counted = isIgnored ? g.where(isIgnored, 0, weights) : weights;
  const isMean = attributes.text('reduction', 'mean') === 'mean';
  return { hits, shares: g.unsqueeze(isMean ? g.div(counted, g.reduceSum(counted)) : counted, [1]) };
}

/** One cotangent for all, or one per target as [N, 1, …]. */
const alongClasses = ({ g, attributes }: VjpContext, cotangent: Value): Value =>
  attributes.text('reduction', 'mean') === 'none' ? g.unsqueeze(cotangent, [1]) : cotangent;
