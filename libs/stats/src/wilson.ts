/**
 * Wilson's score interval for a rate of independent answers (Wilson 1927; Newcombe 1998, method 3).
 * Answers of one subject are not independent: use `clusteredMean` for those.
 */
import { countProblem } from './counts.js';
import { measured, notMeasured } from './metric.js';
import type { Metric } from './metric.js';
import { normalQuantile } from './normal.js';
import { requireProbability } from './statistics-error.js';

/**
 * @example wilson(3, 50) // 0.06 in [0.0206, 0.1622]
 */
export function wilson(successes: number, n: number, { confidence = 0.95 } = {}): Metric {
  requireProbability('wilson', 'confidence', confidence);
  const problem = countProblem(successes, n);
  if (problem) return notMeasured(problem);
  const estimate = successes / n;
  const z = -normalQuantile((1 - confidence) / 2);
  const { low, high } = scoreInterval(estimate, n, z);
  return measured({ estimate, low, high, n, clusters: n, confidence, method: 'wilson' });
}

/** All θ with |p − θ| ≤ z √(θ(1 − θ)/n), for a quantile z of any distribution and a possibly fractional n. */
export function scoreInterval(p: number, n: number, z: number): { readonly low: number; readonly high: number } {
  const shrink = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) };
}
