/**
 * Closed-form intervals for the mean of independent values, here the means of subjects.
 * `student`: ȳ ± t s/√k. `score`: Wilson's interval with the effective sample size ȳ(1 − ȳ)k/s² and a
 * t quantile (Dean & Pagano 2015; Korn & Graubard 1998). `skewed`: Student's t after the monotone cubic
 * transformation that removes skewness (P. Hall, "On the removal of skewness by transformation", 1992).
 * `cautious`: on either side the wider of `student` and `skewed`.
 * Their measured coverage is in docs/adr/0007-clustered-intervals.md.
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
  const half = studentQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(variance / count);
  return { low: mean - half, high: mean + half };
}

/** Needs the range, because the variance of a rate depends on its distance from both ends. */
export function scoreMeanInterval({ count, mean, variance }: Moments, confidence: number, range: Range): Ends {
  const width = range[1] - range[0];
  const p = (mean - range[0]) / width;
  const effective = (p * (1 - p) * count * width * width) / variance;
  const { low, high } = scoreInterval(p, effective, studentQuantile((1 + confidence) / 2, count - 1));
  return { low: range[0] + low * width, high: range[0] + high * width };
}

/** Solves g(W) = ±t for W = √k (ȳ − μ)/s, with g(W) = W + aW²/3 + a²W³/27 + a/6 and a = skewness/√k. */
export function skewedInterval({ count, mean, variance, skewness }: Moments, confidence: number): Ends {
  const t = studentQuantile((1 + confidence) / 2, count - 1);
  const a = skewness / Math.sqrt(count);
  const standardError = Math.sqrt(variance / count);
  const solve = (g: number): number => (Math.abs(a) < 1e-8 ? g : (3 / a) * (Math.cbrt(1 + a * (g - a / 6)) - 1));
  return { low: mean - standardError * solve(t), high: mean - standardError * solve(-t) };
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
