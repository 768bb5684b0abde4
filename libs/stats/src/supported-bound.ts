/**
 * An upper bound that also speaks about people like none of those tested. When a few people leak everything,
 * a sample may hold none of them, and no interval computed from it can know: the bound is therefore never
 * below what as many subjects could support had none of them leaked (see zero-leaks.ts).
 */
import { clusterMeans } from './clusters.js';
import type { Cluster } from './clusters.js';
import { meanOfSubjects } from './clustered-mean.js';
import type { MeanOptions } from './clustered-mean.js';
import { measured } from './metric.js';
import type { Metric } from './metric.js';
import { zeroEventsBound } from './zero-leaks.js';

/**
 * One-sided upper bound on the mean of rates in [0, 1].
 * @example supportedUpperBound(clusters) // 48 subjects: high is never below 0.0605
 */
export function supportedUpperBound(clusters: readonly Cluster[], options: Omit<MeanOptions, 'side'> = {}): Metric {
  const reduced = clusterMeans(clusters);
  if ('status' in reduced) return reduced;
  return supportedBoundOfSubjects(reduced.means, reduced.n, options);
}

/** The same for values that are already one per subject, such as paired differences. */
export function supportedBoundOfSubjects(
  values: readonly number[],
  n: number,
  options: Omit<MeanOptions, 'side'> = {},
): Metric {
  const metric = meanOfSubjects(values, n, { ...options, side: 'upper' });
  if (metric.status === 'not-measured') return metric;
  const floor = zeroEventsBound(metric.clusters, 1 - metric.confidence);
  if (metric.high >= floor) return metric;
  return measured({ ...metric, high: floor, method: 'zero-leaks-upper' });
}
