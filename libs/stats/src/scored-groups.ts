/** Scores of attacked and of clean inputs, and what makes them unusable for an area under the curve. */
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';

export interface ScoredGroups {
  /** Scores of attacked inputs; higher should mean more suspicious. */
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  /** Subject of every score, when subjects gave several. Both lists or neither. */
  readonly positiveSubjects?: readonly string[];
  readonly negativeSubjects?: readonly string[];
}

/** Null when the groups can be compared. */
export function groupProblem(groups: ScoredGroups): NotMeasured | null {
  const { positives, negatives, positiveSubjects, negativeSubjects } = groups;
  if (positives.length < 2 || negatives.length < 2) return notMeasured('fewer than two scores in a group');
  const broken = [...positives, ...negatives].filter((score) => !Number.isFinite(score)).length;
  if (broken > 0) return notMeasured(`${broken} scores are not finite`);
  if (positiveSubjects === undefined && negativeSubjects === undefined) return null;
  if (positiveSubjects?.length !== positives.length || negativeSubjects?.length !== negatives.length) {
    return notMeasured('subjects are not given for every score');
  }
  const { positiveUnits, negativeUnits } = unitsOf(groups);
  if (positiveUnits > 1 && negativeUnits > 1) return null;
  return notMeasured('all scores of a group are of a single subject');
}

/** How many independent units each group has, and both together: subjects where they are known, else scores. */
export function unitsOf({ positives, negatives, positiveSubjects, negativeSubjects }: ScoredGroups) {
  if (!positiveSubjects || !negativeSubjects) {
    return {
      positiveUnits: positives.length,
      negativeUnits: negatives.length,
      units: positives.length + negatives.length,
    };
  }
  return {
    positiveUnits: new Set(positiveSubjects).size,
    negativeUnits: new Set(negativeSubjects).size,
    units: new Set([...positiveSubjects, ...negativeSubjects]).size,
  };
}
