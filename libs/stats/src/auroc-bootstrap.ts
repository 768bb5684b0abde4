/**
 * Percentile interval of the area under the ROC curve. Positives and negatives are resampled apart, or whole
 * subjects with everything they gave when it is known who is who (SCIENCE §7.9).
 */
import type { Rng } from '@palimpsest/tensor';
import { withoutVariance } from './auroc.js';
import { measured } from './metric.js';
import type { Metric } from './metric.js';
import { placementsOf } from './placements.js';
import { quantileOfSorted } from './quantile.js';
import { groupProblem, unitsOf } from './scored-groups.js';
import type { ScoredGroups } from './scored-groups.js';
import { requireProbability, requireResamples } from './statistics-error.js';

/** Falls back on Newcombe's interval where every resample has the same area: that is no certainty. */
export function aurocBootstrap(
  groups: ScoredGroups,
  { rng, confidence = 0.95, resamples = 2000 }: { rng: Rng; confidence?: number; resamples?: number },
): Metric {
  requireProbability('aurocBootstrap', 'confidence', confidence);
  requireResamples('aurocBootstrap', resamples);
  const problem = groupProblem(groups);
  if (problem) return problem;
  const estimate = placementsOf(groups).area;
  const people = subjectsOf(groups);
  const draw = people ? () => drawSubjects(people, rng) : () => drawScores(groups, rng);
  const areas = Float64Array.from({ length: resamples }, () => placementsOf(draw()).area).sort();
  if (areas[0] === areas.at(-1)) return withoutVariance(groups, estimate, confidence);
  return measured({
    estimate,
    low: quantileOfSorted(areas, (1 - confidence) / 2),
    high: quantileOfSorted(areas, (1 + confidence) / 2),
    ...{ n: groups.positives.length + groups.negatives.length, clusters: unitsOf(groups).units, confidence },
    method: people ? 'subject-percentile' : 'stratified-percentile',
  });
}

type Scores = Pick<ScoredGroups, 'positives' | 'negatives'>;

function drawScores({ positives, negatives }: Scores, rng: Rng): Scores {
  const draw = (values: readonly number[]): number[] => values.map(() => rng.pick(values));
  return { positives: draw(positives), negatives: draw(negatives) };
}

/** Draws that leave a group empty are drawn again. */
function drawSubjects(people: readonly Scores[], rng: Rng): Scores {
  for (;;) {
    const drawn = people.map(() => rng.pick(people));
    const positives = drawn.flatMap((person) => person.positives);
    const negatives = drawn.flatMap((person) => person.negatives);
    if (positives.length > 0 && negatives.length > 0) return { positives, negatives };
  }
}

function subjectsOf({ positives, negatives, positiveSubjects, negativeSubjects }: ScoredGroups): Scores[] | null {
  if (!positiveSubjects || !negativeSubjects) return null;
  const people = new Map<string, { positives: number[]; negatives: number[] }>();
  const of = (subject = '') => {
    const person = people.get(subject) ?? { positives: [], negatives: [] };
    people.set(subject, person);
    return person;
  };
  positives.forEach((score, index) => of(positiveSubjects[index]).positives.push(score));
  negatives.forEach((score, index) => of(negativeSubjects[index]).negatives.push(score));
  return [...people.values()];
}
