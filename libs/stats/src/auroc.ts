/**
 * Area under the ROC curve with DeLong's interval, or Obuchowski's when several images belong to one subject
 * (auroc-variance.ts). Ends are computed on the logit scale, which keeps them inside [0, 1]. Where the scores
 * do not vary, as when both groups are fully separated, that variance is 0; then Newcombe's score-like
 * Hanley–McNeil interval (2006, method 5) is used.
 */
import { delong, obuchowski } from './auroc-variance.js';
import { measured } from './metric.js';
import type { Metric, NotMeasured } from './metric.js';
import { normalQuantile } from './normal.js';
import { placementsOf } from './placements.js';
import { groupProblem, unitsOf } from './scored-groups.js';
import type { ScoredGroups } from './scored-groups.js';
import { requireProbability } from './statistics-error.js';

/** @example auroc({ positives: [0.9, 0.7], negatives: [0.2, 0.8] }) */
export function auroc(groups: ScoredGroups, { confidence = 0.95 } = {}): Metric {
  requireProbability('auroc', 'confidence', confidence);
  const problem = groupProblem(groups);
  if (problem) return problem;
  const placements = placementsOf(groups);
  const { area } = placements;
  const { positiveSubjects, negativeSubjects } = groups;
  const isClustered = positiveSubjects !== undefined && negativeSubjects !== undefined;
  const variance = isClustered ? obuchowski(placements, positiveSubjects, negativeSubjects) : delong(placements);
  if (!(variance > roundingVariance && area > 0 && area < 1)) return withoutVariance(groups, area, confidence);
  const logit = Math.log(area / (1 - area));
  const half = (-normalQuantile((1 - confidence) / 2) * Math.sqrt(variance)) / (area * (1 - area));
  return measured({
    ...{ estimate: area, low: logistic(logit - half), high: logistic(logit + half) },
    ...{ n: groups.positives.length + groups.negatives.length, clusters: unitsOf(groups).units, confidence },
    method: isClustered ? 'obuchowski-logit' : 'delong-logit',
  });
}

/** DeLong's variance of the area; for comparing with other software. */
export function delongVariance(groups: ScoredGroups): number | NotMeasured {
  return groupProblem(groups) ?? delong(placementsOf(groups));
}

/** Placements are shares in [0, 1]: equal ones differ by 1e-16, so a variance below this is none. */
const roundingVariance = 1e-28;

/** All θ with (area − θ)² ≤ z² V(θ), V by Hanley & McNeil (1982) with both sizes replaced by their mean. */
export function withoutVariance(groups: ScoredGroups, area: number, confidence: number): Metric {
  const { positiveUnits: m, negativeUnits: n, units } = unitsOf(groups);
  const z = normalQuantile((1 - confidence) / 2);
  const inside = (theta: number): boolean => {
    const shape = 1 + ((m + n) / 2 - 1) * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    return (area - theta) ** 2 <= (z * z * theta * (1 - theta) * shape) / (m * n);
  };
  return measured({
    ...{ estimate: area, low: area <= 0 ? 0 : edge(area, 0, inside), high: area >= 1 ? 1 : edge(area, 1, inside) },
    ...{ n: groups.positives.length + groups.negatives.length, clusters: units, confidence, method: 'newcombe-5' },
  });
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
