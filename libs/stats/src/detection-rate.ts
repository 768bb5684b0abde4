/**
 * How many attacks a detector catches when its threshold was fixed on clean images beforehand.
 * The threshold is the conformal quantile of a calibration split (Vovk et al. 2005): a new clean image then
 * exceeds it with probability at most the wanted false-positive rate, whatever the scores' distribution.
 */
import { clopperPearson } from './clopper-pearson.js';
import { notMeasured } from './metric.js';
import type { Metric, NotMeasured } from './metric.js';
import { requireProbability } from './statistics-error.js';

export interface DetectionRate {
  readonly status: 'measured';
  /** Scores above this are flagged. */
  readonly threshold: number;
  readonly wantedFalsePositiveRate: number;
  /** Share of attacked images flagged, exact interval. */
  readonly truePositiveRate: Metric;
  /** What the rate of false alarms turned out to be on clean images outside the calibration split. */
  readonly falsePositiveRate: Metric;
}

export interface DetectionScores {
  /** Clean images used for nothing but the threshold. */
  readonly calibration: readonly number[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/**
 * Not measured when the calibration split is too small: a rate of 1 % needs at least 99 clean images.
 * Images count as independent; with several per subject the intervals are too narrow.
 */
export function detectionRate(
  { calibration, positives, negatives }: DetectionScores,
  { falsePositiveRate = 0.05, confidence = 0.95 } = {},
): DetectionRate | NotMeasured {
  const threshold = conformalThreshold(calibration, falsePositiveRate);
  if (typeof threshold !== 'number') return threshold;
  if (positives.length === 0) return notMeasured('no attacked images');
  if ([...positives, ...negatives].some((score) => !Number.isFinite(score))) {
    return notMeasured('some scores are not finite');
  }
  const flagged = (scores: readonly number[]): Metric =>
    clopperPearson(scores.filter((score) => score > threshold).length, scores.length, { confidence });
  return {
    ...{ status: 'measured', threshold, wantedFalsePositiveRate: falsePositiveRate },
    ...{ truePositiveRate: flagged(positives), falsePositiveRate: flagged(negatives) },
  };
}

/** The ⌈(n + 1)(1 − rate)⌉-th smallest calibration score. */
export function conformalThreshold(calibration: readonly number[], falsePositiveRate: number): number | NotMeasured {
  requireProbability('conformalThreshold', 'the false-positive rate', falsePositiveRate);
  if (calibration.some((score) => !Number.isFinite(score))) return notMeasured('some scores are not finite');
  const rank = Math.max(1, Math.ceil((calibration.length + 1) * (1 - falsePositiveRate) - 1e-9));
  const needed = Math.ceil(1 / falsePositiveRate - 1 - 1e-9);
  const threshold = [...calibration].sort((one, two) => one - two)[rank - 1];
  if (threshold !== undefined) return threshold;
  return notMeasured(
    `${calibration.length} clean images cannot fix a rate of ${falsePositiveRate}: ${needed} are needed`,
  );
}
