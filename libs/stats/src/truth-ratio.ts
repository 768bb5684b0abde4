/**
 * The truth ratio of TOFU (Maini et al., arXiv:2401.06121, §2.2): how likely wrong values are beside the true one.
 *
 *   R = mean_i P(ã_i|q)^(1/|ã_i|) ÷ P(a|q)^(1/|a|)
 *
 * with |·| in tokens. A model that knows has R near 0, one that never knew is around 1. TOFU's code prints 1/R, so its
 * 1 − 1/R is the 1 − R here. Everything is kept as logarithms, because probabilities of long answers are no numbers.
 */

/** What a model thinks of the values of one question. */
export interface ValueLikelihoods {
  /** Mean log-probability per token of the true value. */
  readonly truth: number;
  /** Logarithm of the mean, over the other values, of exp(mean log-probability per token). */
  readonly others: number;
}

/** @returns null when there are no other values or some number is not finite */
export function valueLikelihoods(truth: number, others: readonly number[]): ValueLikelihoods | null {
  if (others.length === 0 || ![truth, ...others].every(Number.isFinite)) return null;
  const top = Math.max(...others);
  const sum = others.reduce((total, value) => total + Math.exp(value - top), 0);
  return { truth, others: top + Math.log(sum / others.length) };
}

/** log R. */
export const logTruthRatio = ({ truth, others }: ValueLikelihoods): number => others - truth;

/** For what is to be forgotten: min(R, 1/R), in (0, 1]; 1 when the true value is as likely as the others. */
export const forgetTruthRatio = (logRatio: number): number => Math.exp(-Math.abs(logRatio));

/** For what is to be kept: max(0, 1 − R), in [0, 1]; 1 when only the true value is likely. */
export const retainTruthRatio = (logRatio: number): number => Math.max(0, -Math.expm1(logRatio));
