/**
 * Closed-form intervals for the mean of independent values, here the means of subjects.
 * `student`: ȳ ± t s/√k. `score`: Wilson's interval with the effective sample size ȳ(1 − ȳ)k/s² and a
 * t quantile (Dean & Pagano 2015; Korn & Graubard 1998). `skewed`: Student's t after the monotone cubic
 * transformation that removes skewness (P. Hall, "On the removal of skewness by transformation", 1992).
 * `cautious`: on either side the wider of `student` and `skewed`.
 * Their measured coverage is in docs/statistics.md.
 */
import type { Moments } from './moments.js';
import { studentQuantile } from './student-t.js';
import { scoreInterval } from './wilson.js';

export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** The smallest and largest value a subject's mean can take: [0, 1] for rates, [−1, 1] for differences of rates. */
export type Range = readonly [low: number, high: number];

export function studentInterval({ count, mean, variance }: Moments, confidence: number): Ends {
  const half = criticalT(confidence, count) * Math.sqrt(variance / count);
  return { low: mean - half, high: mean + half };
}

const knownQuantiles = new Map<string, number>();

/** The t with P(|T| ≤ t) = confidence. Remembered, because a simulation asks for the same one 10,000 times. */
function criticalT(confidence: number, count: number): number {
  const key = `${confidence}/${count}`;
  const known = knownQuantiles.get(key) ?? -studentQuantile((1 - confidence) / 2, count - 1);
  if (knownQuantiles.size > 1000) knownQuantiles.clear();
  knownQuantiles.set(key, known);
  return known;
}

/** Needs the range, because the variance of a rate depends on its distance from both ends. */
export function scoreMeanInterval({ count, mean, variance }: Moments, confidence: number, range: Range): Ends {
  const width = range[1] - range[0];
  const p = (mean - range[0]) / width;
  const effective = (p * (1 - p) * count * width * width) / variance;
  const { low, high } = scoreInterval(p, effective, criticalT(confidence, count));
  return { low: range[0] + low * width, high: range[0] + high * width };
}

/** Solves g(W) = ±t for W = √k (ȳ − μ)/s, with g(W) = W + aW²/3 + a²W³/27 + a/6 and a = skewness/√k. */
export function skewedInterval({ count, mean, variance, skewness }: Moments, confidence: number): Ends {
  const t = criticalT(confidence, count);
  const a = skewness / Math.sqrt(count);
  const standardError = Math.sqrt(variance / count);
  const solve = (g: number): number => (a === 0 ? g : (3 / a) * cubeRootLessOne(a * (g - a / 6)));
  return { low: mean - standardError * solve(t), high: mean - standardError * solve(-t) };
}

/** ∛(1 + x) − 1, without cancellation for small x. */
function cubeRootLessOne(x: number): number {
  return x > -0.5 ? Math.expm1(Math.log1p(x) / 3) : Math.cbrt(1 + x) - 1;
}

/**
 * For differences. Where target and control are alike, the skewness is noise and correcting it misses too often;
 * where few people leak much, not correcting it misses too often. An audit may not be wrong on either side.
 */
export function cautiousInterval(moments: Moments, confidence: number): Ends {
  const plain = studentInterval(moments, confidence);
  const corrected = skewedInterval(moments, confidence);
  return { low: Math.min(plain.low, corrected.low), high: Math.max(plain.high, corrected.high) };
}
