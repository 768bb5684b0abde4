/**
 * The mean over subjects with an interval that knows that a subject's answers belong together.
 * Which interval is the default for which data was decided by coverage simulation, not by habit:
 * docs/statistics.md has the table, src/coverage.spec.ts keeps it true.
 */
import type { Rng } from '@palimpsest/tensor';
import { bcaInterval, bootstrapTInterval, percentileInterval } from './bootstrap.js';
import { clusterMeans } from './clusters.js';
import type { Cluster } from './clusters.js';
import { cautiousInterval, scoreMeanInterval, skewedInterval, studentInterval } from './mean-intervals.js';
import type { Ends, Range } from './mean-intervals.js';
import { measured, notMeasured, twoSidedConfidence } from './metric.js';
import type { Metric, Side } from './metric.js';
import { momentsOf } from './moments.js';
import { requireProbability, requireResamples, StatisticsError } from './statistics-error.js';
import { zeroEventsBound } from './zero-leaks.js';

/**
 * `clustered-skew-t` (default for rates) and `clustered-cautious-t` (default for differences: the wider of
 * Student's and the skewness-corrected end on either side) are the honest ones for few people and rare leaks.
 */
export type ClosedFormMethod = 'clustered-skew-t' | 'clustered-cautious-t' | 'clustered-t' | 'clustered-score';
export type BootstrapMethod = 'percentile' | 'bca' | 'bootstrap-t';

export interface MeanOptions {
  readonly confidence?: number;
  readonly side?: Side;
  /** What a subject's mean can be; [0, 1] unless told. Ends of the interval stay inside. */
  readonly range?: Range;
  readonly method?: ClosedFormMethod | BootstrapMethod;
  /** Needed by the bootstrap methods only. */
  readonly rng?: Rng;
  readonly resamples?: number;
}

/**
 * Mean of subject means. Not measured for no subjects, a single subject, or scores that are not finite.
 * @example clusteredMean([{ id: 'a', total: 3, n: 32 }, { id: 'b', total: 0, n: 32 }, …])
 */
export function clusteredMean(clusters: readonly Cluster[], options: MeanOptions = {}): Metric {
  const reduced = clusterMeans(clusters);
  if ('status' in reduced) return reduced;
  return meanOfSubjects(reduced.means, reduced.n, options);
}

/** The same for values that are already one per subject; `n` is the number of answers behind them. */
export function meanOfSubjects(values: readonly number[], n: number, options: MeanOptions = {}): Metric {
  const { confidence = 0.95, side = 'two-sided', range = [0, 1], method = 'clustered-skew-t' } = options;
  requireProbability('clusteredMean', 'confidence', confidence);
  const wide = twoSidedConfidence(confidence, side);
  requireProbability('clusteredMean', `the two-sided confidence behind a one-sided ${confidence}`, wide);
  if (values.length < 2) {
    return notMeasured(values.length === 0 ? 'no subjects' : 'a single subject has no interval');
  }
  if (method === 'bootstrap-t' && values.length < 3 && values[0] !== values[1]) {
    return notMeasured('bootstrap-t needs three subjects: all resamples of two that have a spread are alike');
  }
  const outside = values.filter((value) => !(value >= range[0] && value <= range[1])).length;
  if (outside > 0) return notMeasured(`${outside} of ${values.length} subjects are outside [${range.join(', ')}]`);
  const moments = momentsOf(values, { scale: scaleOf(range) });
  const common = { estimate: moments.mean, n, clusters: values.length, confidence };
  const constant = moments.variance === 0;
  const ends = constant ? constantInterval(moments.mean, values.length, wide, range) : interval(values, wide, options);
  return measured({
    ...common,
    low: side === 'upper' ? range[0] : Math.max(range[0], ends.low),
    high: side === 'lower' ? range[1] : Math.min(range[1], ends.high),
    method: constant ? 'constant-subjects' : method,
  });
}

function interval(values: readonly number[], confidence: number, options: MeanOptions): Ends {
  const { range = [0, 1], method = 'clustered-skew-t', rng, resamples = 10_000 } = options;
  const moments = momentsOf(values);
  if (method === 'clustered-score' && !Number.isFinite(range[1] - range[0])) {
    throw new StatisticsError('clusteredMean', `method ${method} needs a finite range, got [${range.join(', ')}]`);
  }
  if (method === 'clustered-score') return scoreMeanInterval(moments, confidence, range);
  if (method === 'clustered-t') return studentInterval(moments, confidence);
  if (method === 'clustered-skew-t') return skewedInterval(moments, confidence);
  if (method === 'clustered-cautious-t') return cautiousInterval(moments, confidence);
  if (!rng) throw new StatisticsError('clusteredMean', `method ${method} needs a seeded rng`);
  requireResamples('clusteredMean', resamples);
  const bootstrap = { percentile: percentileInterval, bca: bcaInterval, 'bootstrap-t': bootstrapTInterval }[method];
  return bootstrap(values, confidence, { rng, resamples });
}

/** How large the rates behind differences may have been, to tell spread from rounding. */
function scaleOf([low, high]: Range): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return Number.isFinite(size) ? size : 0;
}

/**
 * All subjects agree on c: the spread is unknown, not zero. At most a share 1 − α^(1/k) of people can
 * differ from c, and they by no more than the range allows.
 */
function constantInterval(value: number, count: number, confidence: number, range: Range): Ends {
  const share = zeroEventsBound(count, (1 - confidence) / 2);
  return { low: value - share * (value - range[0]), high: value + share * (range[1] - value) };
}
