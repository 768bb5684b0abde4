/** Published metrics that one checkpoint has by itself: TOFU's truth ratio and model utility. */
import type { Metric } from '@palimpsest/contracts';
import {
  clusteredMean,
  forgetTruthRatio,
  harmonicMean,
  jackknife,
  meanOf,
  retainTruthRatio,
  type Cluster,
} from '@palimpsest/stats';
import { missing, toMetric } from '../verdict/metrics.js';
import { measuredIn, type Aligned, type CheckpointReadings } from './checkpoint-readings.js';

/** Why there is nothing: stored audits of earlier versions have no likelihoods either. */
export const NO_CHOICES = 'no plain questions with the values of an attribute to choose from were stored';

/** Mean over people of the mean of min(R, 1/R). */
export function truthRatioMetric({ forget }: CheckpointReadings, confidence: number): Metric {
  if (forget.length === 0) return missing(NO_CHOICES);
  const clusters = forget.map(({ subject, logRatio }): Cluster => {
    const ratios = measuredIn(logRatio).map(forgetTruthRatio);
    return { id: subject, total: ratios.reduce((sum, ratio) => sum + ratio, 0), n: ratios.length };
  });
  return toMetric(clusteredMean(clusters, { confidence }), nullsIn(forget.map(({ logRatio }) => logRatio)));
}

/**
 * Harmonic mean of three metrics of people to be kept: probability of the true value, max(0, 1 − R), and ROUGE-L recall
 * of free replies. TOFU has nine, the same three on three groups of people. The interval is a jackknife over people.
 */
export function modelUtilityMetric({ retain, overlap }: CheckpointReadings, confidence: number): Metric {
  if (retain.length === 0) return missing(NO_CHOICES);
  if (overlap.size === 0) return missing('people to be kept were not asked freely');
  const people = retain.flatMap(({ subject, probability, logRatio }) => {
    const columns = [
      measuredIn(probability),
      measuredIn(logRatio).map(retainTruthRatio),
      measuredIn(overlap.get(subject) ?? []),
    ];
    return columns.every(({ length }) => length > 0) ? [columns.map(meanOf)] : [];
  });
  const utility = (rows: readonly (readonly number[])[]) =>
    harmonicMean([0, 1, 2].map((at) => meanOf(rows.map((row) => row[at] ?? Number.NaN)))) ?? Number.NaN;
  const n = retain.reduce((sum, { logRatio }) => sum + measuredIn(logRatio).length, 0);
  return toMetric(
    jackknife(people, utility, { confidence, n, range: [0, 1] }),
    nullsIn(retain.map(({ logRatio }) => logRatio)),
  );
}

export const nullsIn = (lists: readonly Aligned[]): number =>
  lists.reduce((sum, list) => sum + list.length - measuredIn(list).length, 0);
