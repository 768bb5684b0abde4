/** The pieces methods are made of. S answers, T tokens, V words of vocabulary. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { FrozenScores, ScoredAnswers } from './unlearning-method.js';

/** ℓ = −Σ log p / number of answer tokens: scalar. */
export function meanNegativeLogLikelihood(g: GraphBuilder, answers: ScoredAnswers): Value {
  return g.neg(g.div(sum(g, answers.tokens), sum(g, answers.mask)));
}

/** log π(y) per answer, float[S]; of the model or of the frozen start. */
export function answerLogProbability(g: GraphBuilder, tokens: Value): Value {
  return g.reduceSum(tokens, [1], false);
}

/** KL(π_θ₀ ‖ π_θ) averaged over answer tokens: Σ_v p₀ (log p₀ − log p). Scalar. */
export function meanDivergence(g: GraphBuilder, answers: ScoredAnswers, start: Value): Value {
  const difference = g.sub(start, g.logSoftmax(answers.logits));
  const perToken = g.reduceSum(g.mul(g.exp(start), difference), [2], false);
  return g.div(sum(g, g.mul(perToken, answers.mask)), sum(g, answers.mask));
}

/** log(π_θ(y) / π_θ₀(y)) per answer, float[S]. */
export function logRatio(g: GraphBuilder, answers: ScoredAnswers, start: FrozenScores): Value {
  return g.sub(answerLogProbability(g, answers.tokens), answerLogProbability(g, start.tokens));
}

function sum(g: GraphBuilder, x: Value): Value {
  return g.reduceSum(x, null, false);
}
