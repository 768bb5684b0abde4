/**
 * A target against its controls, paired by subject. Null controls (reference, matched reference, prior) define
 * the leak: recovery beyond the highest of them. Attribution controls (equal noise, clean images) must be
 * exceeded as well before a leak is credited to this very probe (SCIENCE §4.0).
 */
import type { ControlComparison, Metric, Policy, SubjectCounts } from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';
import {
  clusteredMean,
  differenceOfClusteredMeans,
  maximumOverControls,
  momentsOf,
  supportedBoundOfSubjects,
  type Cluster,
  type ClusteredDifference,
  type Differences,
  type LeakBeyondControls,
  type NotMeasured,
} from '@palimpsest/stats';
import { clustersFor } from './ledger.js';
import { nullsOf, toMetric } from './metrics.js';

/** A control's answers, subject by subject. */
export interface Control {
  readonly control: ControlComparison['control'];
  readonly name: string;
  readonly kind: ControlComparison['kind'];
  readonly clusters: readonly Cluster[];
  /** Answers that could not be measured. */
  readonly nulls: number;
}

export interface Compared {
  readonly comparisons: readonly ControlComparison[];
  /** Over the null controls. */
  readonly leak: LeakBeyondControls | NotMeasured;
  readonly leakMetric: Metric;
  /** Largest p over all controls: the claim is that every one of them is exceeded. */
  readonly p: number | null;
  readonly exceedsAll: boolean;
  /** Spread of the per-subject differences, for power: the largest over the null controls. */
  readonly deviation: number | null;
  readonly pairs: number;
  /** Per control, by subject, what had to be exceeded taken off: for tests over several endpoints at once. */
  readonly differences: readonly Differences[];
}

export function compareWithControls(
  target: readonly SubjectCounts[],
  controls: readonly Control[],
  policy: Policy,
): Compared {
  const clusters = clustersFor(target);
  const results = controls.map((control) => ({ control, result: differ(clusters, control, policy) }));
  const nulls = results.filter(({ control }) => control.kind === 'null');
  const leak = maximumOverControls(nulls.map(({ control, result }) => ({ name: describe(control), result })));
  const comparisons = results.map(({ control, result }) => toComparison(control, result, policy));
  const ps = comparisons.map(({ p }) => p);
  const deviations = nulls.flatMap(({ result }) =>
    result.status === 'measured' ? Math.sqrt(momentsOf(result.perSubject).variance) : [],
  );
  return {
    comparisons,
    leak,
    leakMetric: toMetric(leak.status === 'measured' ? leak.leak : leak, nullsOf(target)),
    p: ps.some((p) => p === null) || ps.length === 0 ? null : Math.max(...ps.map((p) => p ?? 1)),
    exceedsAll: leak.status === 'measured' && comparisons.every(({ exceeded }) => exceeded),
    deviation: deviations.length > 0 ? Math.max(...deviations) : null,
    pairs: leak.status === 'measured' ? leak.leak.clusters : 0,
    differences: results.flatMap(({ control, result }) =>
      result.status === 'measured' ? [beyond(result, floorOf(control, policy))] : [],
    ),
  };
}

/** The leak floor applies to null controls: it covers how far retrained references differ among themselves. */
const floorOf = ({ kind }: Pick<Control, 'kind'>, { leakFloor }: Policy) => (kind === 'null' ? leakFloor : 0);

function differ(target: readonly Cluster[], control: Control, policy: Policy): ClusteredDifference | NotMeasured {
  const { confidence, resamples, alpha } = policy;
  const rng = new Rng(`permutation/${control.control}/${control.name}`);
  const options = { confidence, resamples, rng, floor: floorOf(control, policy) };
  const result = differenceOfClusteredMeans(target, control.clusters, options);
  if (result.status === 'not-measured' || confidence === 1 - alpha) return result;
  const bound = supportedBoundOfSubjects(result.perSubject, result.difference.n, {
    confidence: 1 - alpha,
    range: [-1, 1],
    method: 'clustered-cautious-t',
  });
  return bound.status === 'measured' ? { ...result, upperBound: bound.high } : bound;
}

const beyond = ({ subjects, perSubject }: ClusteredDifference, floor: number): Differences =>
  new Map(subjects.map((subject, index) => [subject, (perSubject[index] ?? 0) - floor]));

function toComparison(control: Control, result: ClusteredDifference | NotMeasured, policy: Policy): ControlComparison {
  const recovery = toMetric(clusteredMean(control.clusters, { confidence: policy.confidence }), control.nulls);
  const common = { control: control.control, name: control.name, kind: control.kind, recovery };
  if (result.status === 'not-measured') return { ...common, difference: toMetric(result), p: null, exceeded: false };
  const exceeded = result.difference.low > floorOf(control, policy) && result.p <= policy.alpha;
  return { ...common, difference: toMetric(result.difference), p: result.p, exceeded };
}

const describe = ({ control, name }: Control) => `${control} (${name})`;
