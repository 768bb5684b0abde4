/**
 * Populations of people for measuring what intervals really cover: counts of leaked answers per person,
 * shaped like what the reference zoo shows. A population is the distribution of one person's count, so its
 * true mean is known exactly and drawing from it is a table look-up.
 */
import type { Rng } from '@palimpsest/tensor';
import { logGamma } from './log-gamma.js';

export interface Population {
  readonly name: string;
  /** P(count ≤ index), for counts 0 … answers. */
  readonly cumulative: Float64Array;
  readonly answers: number;
  /** True mean rate. */
  readonly mean: number;
}

/** Every person leaks at their own Beta-distributed rate; `icc` is the correlation of answers of one person. */
export function betaBinomial(mean: number, icc: number, answers = 32): Population {
  const strength = 1 / icc - 1;
  const a = mean * strength;
  const b = (1 - mean) * strength;
  const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);
  const weights = Array.from({ length: answers + 1 }, (_, k) =>
    Math.exp(logBeta(k + a, answers - k + b) - logBeta(a, b) + logChoose(answers, k)),
  );
  return population(`rate ${mean}, ICC ${icc}`, weights);
}

/** All answers are right with the same chance, independently: what Wilson and Clopper–Pearson assume. */
export function independent(rate: number, answers: number): Population {
  const weights = Array.from({ length: answers + 1 }, (_, k) =>
    Math.exp(logChoose(answers, k) + k * Math.log(rate) + (answers - k) * Math.log1p(-rate)),
  );
  return population(`rate ${rate}`, weights);
}

/** A share of people leaks at `high`, the others at `low`. */
export function twoKinds(share: number, high: number, low: number, answers = 32): Population {
  const weights = Array.from({ length: answers + 1 }, (_, k) => {
    const binomial = (p: number): number =>
      Math.exp(logChoose(answers, k) + k * Math.log(p) + (answers - k) * Math.log1p(-p));
    return share * binomial(high) + (1 - share) * binomial(low);
  });
  return population(`${100 * share} % of people at ${high}, the rest at ${low}`, weights);
}

/** One person's rate. */
export function drawRate({ cumulative, answers }: Population, rng: Rng): number {
  const u = rng.uniform();
  let count = 0;
  while (count < answers && u >= (cumulative[count] ?? 1)) count++;
  return count / answers;
}

function population(name: string, weights: readonly number[]): Population {
  const answers = weights.length - 1;
  let sum = 0;
  const cumulative = Float64Array.from(weights, (weight) => (sum += weight));
  const mean = weights.reduce((total, weight, count) => total + (weight * count) / answers, 0);
  return { name, cumulative, answers, mean };
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
