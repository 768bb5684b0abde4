/**
 * Area under the ROC curve with DeLong's interval (DeLong, DeLong & Clarke-Pearson 1988; midranks as in
 * Sun & Xu 2014), or Obuchowski's (1997) when several images belong to one subject. Ends are computed on the
 * logit scale, which keeps them inside [0, 1]. When both groups are fully separated DeLong's variance is 0;
 * then Newcombe's score-like Hanley–McNeil interval (2006, method 5) is used.
 */
import type { Rng } from '@palimpsest/tensor';
import { measured, notMeasured } from './metric.js';
import type { Metric, NotMeasured } from './metric.js';
import { meanOf } from './moments.js';
import { normalQuantile } from './normal.js';
import { quantileOfSorted } from './quantile.js';
import { requireProbability } from './statistics-error.js';

export interface ScoredGroups {
  /** Scores of attacked inputs; higher should mean more suspicious. */
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  /** Subject of every score, when subjects gave several. Both lists or neither. */
  readonly positiveSubjects?: readonly string[];
  readonly negativeSubjects?: readonly string[];
}

interface Placements {
  /** Per positive: share of negatives below it, ties half; and per negative: share of positives above it. */
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  readonly area: number;
}

/** @example auroc({ positives: [0.9, 0.7], negatives: [0.2, 0.8] }) */
export function auroc(groups: ScoredGroups, { confidence = 0.95 } = {}): Metric {
  requireProbability('auroc', 'confidence', confidence);
  const problem = groupProblem(groups);
  if (problem) return problem;
  const placements = placementsOf(groups.positives, groups.negatives);
  const { positiveSubjects, negativeSubjects } = groups;
  const clustered = positiveSubjects !== undefined && negativeSubjects !== undefined;
  const subjects = clustered ? [...positiveSubjects, ...negativeSubjects] : [];
  const { variance, units } = clustered
    ? obuchowski(placements, subjects)
    : { variance: delong(placements), units: groups.positives.length + groups.negatives.length };
  const z = normalQuantile((1 + confidence) / 2);
  const area = placements.area;
  const n = groups.positives.length + groups.negatives.length;
  const common = { estimate: area, n, clusters: units, confidence };
  if (variance <= 0 || area <= 0 || area >= 1) {
    const positives = clustered ? new Set(positiveSubjects).size : groups.positives.length;
    const negatives = clustered ? new Set(negativeSubjects).size : groups.negatives.length;
    return measured({ ...common, ...scoreLike(area, positives, negatives, z), method: 'newcombe-5' });
  }
  const logit = Math.log(area / (1 - area));
  const half = (z * Math.sqrt(variance)) / (area * (1 - area));
  const [low, high] = [logistic(logit - half), logistic(logit + half)];
  return measured({ ...common, low, high, method: clustered ? 'obuchowski-logit' : 'delong-logit' });
}

/** DeLong's variance of the area; for comparing with other software. */
export function delongVariance(groups: ScoredGroups): number {
  return delong(placementsOf(groups.positives, groups.negatives));
}

/** Percentile interval from resampling positives and negatives apart. */
export function aurocBootstrap(
  groups: ScoredGroups,
  { rng, confidence = 0.95, resamples = 2000 }: { rng: Rng; confidence?: number; resamples?: number },
): Metric {
  requireProbability('aurocBootstrap', 'confidence', confidence);
  const problem = groupProblem(groups);
  if (problem) return problem;
  const draw = (values: readonly number[]): number[] => values.map(() => values[rng.integer(values.length)] ?? 0);
  const areas = Float64Array.from(
    { length: resamples },
    () => placementsOf(draw(groups.positives), draw(groups.negatives)).area,
  ).sort();
  const n = groups.positives.length + groups.negatives.length;
  return measured({
    estimate: placementsOf(groups.positives, groups.negatives).area,
    low: quantileOfSorted(areas, (1 - confidence) / 2),
    high: quantileOfSorted(areas, (1 + confidence) / 2),
    ...{ n, clusters: n, confidence, method: 'stratified-percentile' },
  });
}

function groupProblem({ positives, negatives, positiveSubjects, negativeSubjects }: ScoredGroups): NotMeasured | null {
  if (positives.length < 2 || negatives.length < 2) return notMeasured('fewer than two scores in a group');
  const broken = [...positives, ...negatives].filter((score) => !Number.isFinite(score)).length;
  if (broken > 0) return notMeasured(`${broken} scores are not finite`);
  const named = positiveSubjects !== undefined || negativeSubjects !== undefined;
  if (named && (positiveSubjects?.length !== positives.length || negativeSubjects?.length !== negatives.length)) {
    return notMeasured('subjects are not given for every score');
  }
  if (named && new Set([...(positiveSubjects ?? []), ...(negativeSubjects ?? [])]).size < 2) {
    return notMeasured('a single subject has no interval');
  }
  return null;
}

function placementsOf(positives: readonly number[], negatives: readonly number[]): Placements {
  const sortedPositives = Float64Array.from(positives).sort();
  const sortedNegatives = Float64Array.from(negatives).sort();
  const positive = positives.map((score) => midrank(sortedNegatives, score) / negatives.length);
  const negative = negatives.map((score) => 1 - midrank(sortedPositives, score) / positives.length);
  return { positive, negative, area: meanOf(positive) };
}

/** How many sorted values are below `score`, equal ones counting half. */
function midrank(sorted: Float64Array, score: number): number {
  return (firstWhere(sorted, (value) => value >= score) + firstWhere(sorted, (value) => value > score)) / 2;
}

function firstWhere(sorted: Float64Array, reached: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(sorted[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** S₁₀/m + S₀₁/n. */
function delong({ positive, negative, area }: Placements): number {
  const spread = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - area) ** 2, 0) / (values.length - 1) / values.length;
  return spread(positive) + spread(negative);
}

/** The same with sums per subject, and the covariance of a subject's positives and negatives. */
function obuchowski({ positive, negative, area }: Placements, subjects: readonly string[]) {
  const totals = new Map<string, { positive: number; negative: number }>();
  subjects.forEach((subject, index) => {
    const total = totals.get(subject) ?? { positive: 0, negative: 0 };
    if (index < positive.length) total.positive += (positive[index] ?? 0) - area;
    else total.negative += (negative[index - positive.length] ?? 0) - area;
    totals.set(subject, total);
  });
  const units = totals.size;
  const positiveUnits = new Set(subjects.slice(0, positive.length)).size;
  const negativeUnits = new Set(subjects.slice(positive.length)).size;
  let [both10, both01, both11] = [0, 0, 0];
  for (const total of totals.values()) {
    both10 += total.positive ** 2;
    both01 += total.negative ** 2;
    both11 += total.positive * total.negative;
  }
  const [m, n] = [positive.length, negative.length];
  const correct = (count: number): number => count / Math.max(1, count - 1);
  const variance =
    (correct(positiveUnits) * both10) / (m * m) +
    (correct(negativeUnits) * both01) / (n * n) +
    (2 * correct(units) * both11) / (m * n);
  return { variance, units };
}

/** All θ with (area − θ)² ≤ z² V(θ), V by Hanley & McNeil (1982) with both sizes replaced by their mean. */
function scoreLike(area: number, m: number, n: number, z: number): { readonly low: number; readonly high: number } {
  const size = (m + n) / 2;
  const inside = (theta: number): boolean => {
    const shape = 1 + (size - 1) * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    return (area - theta) ** 2 <= (z * z * theta * (1 - theta) * shape) / (m * n);
  };
  return { low: area <= 0 ? 0 : edge(area, 0, inside), high: area >= 1 ? 1 : edge(area, 1, inside) };
}

function edge(from: number, to: number, inside: (theta: number) => boolean): number {
  // next to the estimate V vanishes at 0 and 1: step in a little, where the condition holds
  let [near, far] = [from + (to - from) * 1e-9, to];
  for (let step = 0; step < 100; step++) {
    const middle = (near + far) / 2;
    if (inside(middle)) near = middle;
    else far = middle;
  }
  return near;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
