/**
 * The exact interval of Clopper & Pearson (1934): guarantees its coverage, so it is used for promises
 * ("at most") and next to 0 and 1. Beta quantiles as in Brown, Cai & DasGupta (2001).
 */
import { inverseRegularizedBeta, inverseRegularizedBetaComplement } from './beta.js';
import { countProblem } from './counts.js';
import { measured, notMeasured } from './metric.js';
import type { Metric, Side } from './metric.js';
import { requireProbability } from './statistics-error.js';

/**
 * `side: 'upper'` puts all the doubt on the upper end: "at most `high`, at this confidence".
 * @example clopperPearson(0, 50, { side: 'upper' }) // 0 in [0, 0.0582]
 */
export function clopperPearson(
  successes: number,
  n: number,
  { confidence = 0.95, side = 'two-sided' }: { confidence?: number; side?: Side } = {},
): Metric {
  requireProbability('clopperPearson', 'confidence', confidence);
  const problem = countProblem(successes, n);
  if (problem) return notMeasured(problem);
  const miss = side === 'two-sided' ? (1 - confidence) / 2 : 1 - confidence;
  const k = successes;
  const low = side === 'upper' || k === 0 ? 0 : inverseRegularizedBeta(miss, k, n - k + 1);
  // 1 − x of the mirrored quantile: the miss probability is small, 1 − miss would lose its digits
  const high = side === 'lower' || k === n ? 1 : inverseRegularizedBetaComplement(miss, n - k, k + 1);
  const method = side === 'two-sided' ? 'clopper-pearson' : `clopper-pearson-${side}`;
  return measured({ estimate: k / n, low, high, n, clusters: n, confidence, method });
}
