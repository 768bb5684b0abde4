/**
 * Answers grouped by subject: the statistical unit of an audit is the person, not the question
 * (Miller 2024, "Adding Error Bars to Evals"). A subject's answers are reduced to their mean, so every
 * person counts the same however many of their answers could be measured.
 */
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';

/** One subject: the sum of the scores of `n` answers. For rates, `total` is the number of correct ones. */
export interface Cluster {
  readonly id: string;
  readonly total: number;
  readonly n: number;
}

/** The means of all subjects that have answers, in the order given. */
export interface ClusterMeans {
  readonly ids: readonly string[];
  readonly means: readonly number[];
  /** Answers of all of them. */
  readonly n: number;
}

/** Groups scored observations by subject, in order of first appearance. */
export function clustersOf(observations: readonly { readonly subject: string; readonly score: number }[]): Cluster[] {
  const groups = new Map<string, { id: string; total: number; n: number }>();
  for (const { subject, score } of observations) {
    const group = groups.get(subject) ?? { id: subject, total: 0, n: 0 };
    group.total += score;
    group.n += 1;
    groups.set(subject, group);
  }
  return [...groups.values()];
}

/** Reduces subjects to their means; subjects without answers are left out. Reasons never name a subject. */
export function clusterMeans(clusters: readonly Cluster[]): ClusterMeans | NotMeasured {
  const uncounted = clusters.filter(({ n }) => !(Number.isInteger(n) && n >= 0)).length;
  if (uncounted > 0) {
    return notMeasured(`${uncounted} of ${clusters.length} subjects have numbers of answers that are not whole`);
  }
  const answered = clusters.filter((cluster) => cluster.n > 0);
  if (answered.length === 0) return notMeasured(clusters.length === 0 ? 'no subjects' : 'no answers of any subject');
  const ids = answered.map((cluster) => cluster.id);
  const repeated = ids.length - new Set(ids).size;
  if (repeated > 0) return notMeasured(`${repeated} subjects appear more than once`);
  const means = answered.map((cluster) => cluster.total / cluster.n);
  const broken = means.filter((mean) => !Number.isFinite(mean)).length;
  if (broken > 0) return notMeasured(`${broken} of ${means.length} subjects have scores that are not finite`);
  return { ids, means, n: answered.reduce((sum, cluster) => sum + cluster.n, 0) };
}
