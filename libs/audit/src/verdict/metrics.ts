/** From statistics to what a report prints: an estimate with its interval, or the reason why there is none. */
import type { Ask, Endpoint, Metric, SubjectCounts } from '@palimpsest/contracts';
import { clusteredMean, type Metric as Estimate } from '@palimpsest/stats';
import { clustersFor, type Counted } from './ledger.js';

export const missing = (reason: string): Metric => ({ state: 'not-measured', reason });

/** `nulls` are answers that were asked for and could not be measured. */
export function toMetric(estimate: Estimate, nulls = 0): Metric {
  if (estimate.status === 'not-measured') return missing(estimate.reason);
  const { low, high, confidence, clusters, n, method } = estimate;
  return {
    state: 'measured',
    estimate: estimate.estimate,
    interval: { low, high, confidence },
    n: clusters,
    answers: n,
    nulls,
    method,
  };
}

/** A rate over subjects; not measured without any. */
export function rateOf(
  counts: readonly SubjectCounts[],
  confidence: number,
  what: Counted = 'correct',
  absent = 'not asked',
): Metric {
  if (counts.length === 0) return missing(absent);
  return toMetric(clusteredMean(clustersFor(counts, what), { confidence }), nullsOf(counts));
}

/** A rate of replies. Where values are only scored nothing is said, so nothing can be refused or broken. */
export function replyRateOf(
  counts: readonly SubjectCounts[],
  { ask, confidence }: { readonly ask: Ask; readonly confidence: number },
  what: Exclude<Counted, 'correct'>,
): Metric {
  if (!isSpoken(ask)) return missing('answers are scored, not spoken');
  return rateOf(counts, confidence, what);
}

/** Whether the model replies in words. */
export const isSpoken = (ask: Ask): boolean => ask === 'free' || ask === 'cloze' || ask === 'mcq';

export const nullsOf = (counts: readonly SubjectCounts[]) => counts.reduce((sum, { nulls }) => sum + nulls, 0);

export const estimateOf = (metric: Metric): number | null => (metric.state === 'measured' ? metric.estimate : null);

/** Largest share of unmeasured answers, of the target or of a control; 1 when the target has none at all. */
export function nullShareOf({ target, comparisons }: Pick<Endpoint, 'target' | 'comparisons'>): number {
  if (target.state === 'not-measured') return 1;
  const all = [target, ...comparisons.map(({ recovery }) => recovery)];
  return Math.max(...all.map((metric) => (metric.state === 'measured' ? shareOf(metric) : 0)));
}

const shareOf = ({ nulls, answers }: { readonly nulls: number; readonly answers: number }) =>
  nulls === 0 ? 0 : nulls / (nulls + answers);
