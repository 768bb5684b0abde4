/**
 * What seeing nothing proves: with 0 leaks of n, the rate may still be as high as 1 − α^(1/n)
 * (the "rule of three", Hanley & Lippman-Hand 1983). Printed beside every clean result.
 */
import { measured, notMeasured } from './metric.js';
import type { Metric } from './metric.js';
import { requireProbability, StatisticsError } from './statistics-error.js';

/**
 * One-sided upper bound on the rate after 0 leaks of `n` independent subjects; α is divided by
 * `comparisons` (Bonferroni) when the bound must hold for several probes at once.
 * @example zeroLeaksUpperBound(50) // 0 in [0, 0.0582]
 */
export function zeroLeaksUpperBound(n: number, { confidence = 0.95, comparisons = 1 } = {}): Metric {
  requireProbability('zeroLeaksUpperBound', 'confidence', confidence);
  if (!(Number.isInteger(comparisons) && comparisons >= 1)) {
    throw new StatisticsError('zeroLeaksUpperBound', `comparisons must be a whole number, got ${comparisons}`);
  }
  if (n === 0) return notMeasured('no subjects');
  if (!(Number.isInteger(n) && n > 0)) return notMeasured('the number of subjects is not a whole number');
  const high = zeroEventsBound(n, (1 - confidence) / comparisons);
  return measured({ estimate: 0, low: 0, high, n, clusters: n, confidence, method: 'zero-leaks-upper' });
}

/** The largest rate under which 0 events of n have probability `miss` or more: 1 − miss^(1/n). */
export function zeroEventsBound(n: number, miss: number): number {
  return -Math.expm1(Math.log(miss) / n);
}
