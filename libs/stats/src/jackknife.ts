/**
 * An interval for any smooth statistic of people: the delete-one jackknife with Student's t (Tukey 1958; Efron & Stein
 * 1981). Person i's pseudo-value is θ_i = kθ − (k − 1)θ₍₋ᵢ₎; the interval is θ ± t·s(θ_i)/√k around the estimate
 * itself. For ratios and harmonic means of people, which have no closed form.
 */
import { measured, notMeasured } from './metric.js';
import type { Metric } from './metric.js';
import { momentsOf } from './moments.js';
import { requireProbability } from './statistics-error.js';
import { studentQuantile } from './student-t.js';

export interface JackknifeOptions {
  readonly confidence?: number;
  /** Answers behind the people; as many as people unless told. */
  readonly n?: number;
  /** What the statistic can be; ends of the interval stay inside. */
  readonly range?: readonly [low: number, high: number];
}

/** Not measured for fewer than two people, and when the statistic of all of them or without one is not finite. */
export function jackknife<Person>(
  people: readonly Person[],
  statistic: (people: readonly Person[]) => number,
  { confidence = 0.95, n = people.length, range = [-Infinity, Infinity] }: JackknifeOptions = {},
): Metric {
  requireProbability('jackknife', 'confidence', confidence);
  const count = people.length;
  if (count < 2) return notMeasured(count === 0 ? 'no subjects' : 'a single subject has no interval');
  const estimate = statistic(people);
  const without = people.map((_, left) => statistic(people.filter((_, index) => index !== left)));
  if (![estimate, ...without].every(Number.isFinite)) return notMeasured('it has no value for some of the subjects');
  const pseudo = without.map((value) => count * estimate - (count - 1) * value);
  const half = -studentQuantile((1 - confidence) / 2, count - 1) * Math.sqrt(momentsOf(pseudo).variance / count);
  return measured({
    estimate,
    low: Math.max(range[0], estimate - half),
    high: Math.min(range[1], estimate + half),
    ...{ n, clusters: count, confidence, method: 'jackknife-t' },
  });
}
