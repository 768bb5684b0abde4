/**
 * The verdict's arithmetic: how much more a target gives away than a control, paired by subject.
 * The interval says how much, the permutation p whether it can be chance; both treat people as the unit.
 */
import type { Rng } from '@palimpsest/tensor';
import { clusterMeans } from './clusters.js';
import type { Cluster } from './clusters.js';
import { meanOfSubjects } from './clustered-mean.js';
import type { MeanOptions } from './clustered-mean.js';
import { notMeasured } from './metric.js';
import type { Measured, Metric, NotMeasured } from './metric.js';
import { pairedPermutation } from './permutation.js';
import { supportedBoundOfSubjects } from './supported-bound.js';

export interface ClusteredDifference {
  readonly status: 'measured';
  /** Target minus control: mean over subjects, two-sided interval. */
  readonly difference: Measured;
  /** One-sided p of "the target exceeds the control by more than `floor`". */
  readonly p: number;
  readonly pMethod: string;
  /** One-sided upper bound at the same confidence, never below what as many subjects can support. */
  readonly upperBound: number;
  /** One difference per subject, in the target's order, for what else the caller wants to test. */
  readonly perSubject: readonly number[];
  /** Whose difference each of them is. */
  readonly subjects: readonly string[];
  /** Subjects that only one side measured; they are in no number. */
  readonly unpaired: number;
}

export interface DifferenceOptions {
  readonly confidence?: number;
  /** How much more than the control counts as exceeding it; 0 unless told. */
  readonly floor?: number;
  readonly method?: MeanOptions['method'];
  /** For the permutation test when it cannot be exact, and for bootstrap methods. */
  readonly rng?: Rng;
  readonly resamples?: number;
}

/**
 * `control` may be a number known without error, such as a computed attribute prior.
 * @example differenceOfClusteredMeans(targetCounts, referenceCounts, { floor: 0.02 })
 */
export function differenceOfClusteredMeans(
  target: readonly Cluster[],
  control: readonly Cluster[] | number,
  options: DifferenceOptions = {},
): ClusteredDifference | NotMeasured {
  const { floor = 0, method = 'clustered-cautious-t' } = options;
  const pairs = pair(target, control);
  if ('status' in pairs) return pairs;
  const { perSubject, subjects, n, unpaired } = pairs;
  const meanOptions: MeanOptions = { ...withoutUndefined(options), method, range: [-1, 1] };
  const difference: Metric = meanOfSubjects(perSubject, n, meanOptions);
  if (difference.status === 'not-measured') return difference;
  const bound = supportedBoundOfSubjects(perSubject, n, meanOptions);
  if (bound.status === 'not-measured') return bound;
  const test = pairedPermutation(perSubject, { ...withoutUndefined(options), alternative: 'greater', margin: floor });
  if (test.status === 'not-measured') return test;
  return {
    ...{ status: 'measured', difference, p: test.p, pMethod: test.method },
    ...{ upperBound: bound.high, perSubject, subjects, unpaired },
  };
}

interface Pairs {
  readonly perSubject: readonly number[];
  readonly subjects: readonly string[];
  readonly n: number;
  readonly unpaired: number;
}

function pair(target: readonly Cluster[], control: readonly Cluster[] | number): Pairs | NotMeasured {
  const left = clusterMeans(target);
  if ('status' in left) return notMeasured(`target: ${left.reason}`);
  if (typeof control === 'number') {
    return { perSubject: left.means.map((mean) => mean - control), subjects: left.ids, n: left.n, unpaired: 0 };
  }
  const right = clusterMeans(control);
  if ('status' in right) return notMeasured(`control: ${right.reason}`);
  const controlMean = new Map(right.ids.map((id, index) => [id, right.means[index] ?? Number.NaN]));
  const answers = new Map(target.map((cluster) => [cluster.id, cluster.n]));
  const shared = left.ids.flatMap((id, index) => {
    const other = controlMean.get(id);
    return other === undefined
      ? []
      : [{ id, difference: (left.means[index] ?? Number.NaN) - other, n: answers.get(id) ?? 0 }];
  });
  if (shared.length === 0) return notMeasured('target and control share no subject');
  return {
    perSubject: shared.map((entry) => entry.difference),
    subjects: shared.map(({ id }) => id),
    n: shared.reduce((sum, entry) => sum + entry.n, 0),
    unpaired: left.ids.length + right.ids.length - 2 * shared.length,
  };
}

function withoutUndefined({ confidence, rng, resamples }: DifferenceOptions) {
  return {
    ...(confidence === undefined ? {} : { confidence }),
    ...(rng === undefined ? {} : { rng }),
    ...(resamples === undefined ? {} : { resamples }),
  };
}
