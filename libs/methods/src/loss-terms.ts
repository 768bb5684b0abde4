/** The pieces methods are made of. S answers, T tokens, V words of vocabulary. */
import { fromNumbers } from '@palimpsest/tensor';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { FrozenScores, ScoredAnswers } from './unlearning-method.js';

/** ℓ = −Σ log p / number of answer tokens: scalar. */
export function meanNegativeLogLikelihood(g: GraphBuilder, answers: ScoredAnswers): Value {
  return g.neg(g.div(sum(g, answers.tokens), sum(g, answers.mask)));
}

/** ℓ of what is taught about the forgotten plus α ℓ of the retained: scalar. */
export function taughtBoth(g: GraphBuilder, forget: ScoredAnswers, retain: ScoredAnswers, retainWeight: number): Value {
  return g.add(meanNegativeLogLikelihood(g, forget), g.mul(meanNegativeLogLikelihood(g, retain), retainWeight));
}

/** log π(y) per answer, float[S]; of the model or of the frozen start. */
export function answerLogProbability(g: GraphBuilder, tokens: Value): Value {
  return g.reduceSum(tokens, [1], false);
}

/** −log π(y) / |y| per answer, float[S]. */
export function lossPerAnswer(g: GraphBuilder, { tokens, mask }: ScoredAnswers): Value {
  return g.neg(g.div(g.reduceSum(tokens, [1], false), g.reduceSum(mask, [1], false)));
}

/** KL(π_θ₀ ‖ π_θ) averaged over answer tokens: Σ_v p₀ (log p₀ − log p). Scalar. */
export function meanDivergence(g: GraphBuilder, answers: ScoredAnswers, start: Value): Value {
  const difference = g.sub(start, g.logSoftmax(answers.logits));
  return meanOverTokens(g, g.reduceSum(g.mul(g.exp(start), difference), [2], false), answers);
}

/** −Σ_v q log p averaged over answer tokens, for probabilities q float[S, T, V]. Scalar. */
export function fullCrossEntropy(g: GraphBuilder, answers: ScoredAnswers, teacher: Value): Value {
  const perToken = g.reduceSum(g.mul(teacher, g.logSoftmax(answers.logits)), [2], false);
  return g.neg(meanOverTokens(g, perToken, answers));
}

/** Mean of float[S, T] over answer tokens: scalar. */
export function meanOverTokens(g: GraphBuilder, perToken: Value, { mask }: ScoredAnswers): Value {
  return g.div(sum(g, g.mul(perToken, mask)), sum(g, mask));
}

/** log(π_θ(y) / π_θ₀(y)) per answer, float[S]. */
export function logRatio(g: GraphBuilder, answers: ScoredAnswers, start: FrozenScores): Value {
  return g.sub(answerLogProbability(g, answers.tokens), answerLogProbability(g, start.tokens));
}

/** Mean of −log σ(x) over float[S]: max(−x, 0) + log(1 + e^−|x|), which holds for any x. Scalar. */
export function meanNegativeLogSigmoid(g: GraphBuilder, x: Value): Value {
  const tail = g.log(g.add(g.exp(g.neg(g.abs(x))), 1));
  return g.reduceMean(g.add(g.relu(g.neg(x)), tail), null, false);
}

/** 1 at each answer's word: float[S, T, V]. */
export function oneHotLabels(g: GraphBuilder, { labels, logits }: ScoredAnswers): Value {
  const vocabulary = Number(logits.shape[2]);
  const words = Array.from({ length: vocabulary }, (_, word) => word);
  const known = g.constant(null, fromNumbers('int64', [vocabulary], words));
  return g.cast(g.equal(g.unsqueeze(labels, [2]), known), logits.dtype);
}

function sum(g: GraphBuilder, x: Value): Value {
  return g.reduceSum(x, null, false);
}
