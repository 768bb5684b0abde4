/** Published metrics of one checkpoint against others: TOFU's forget quality, MUSE's PrivLeak, a distance like KLoM. */
import type { DistributionTest, Metric } from '@palimpsest/contracts';
import { forgetQuality, gaussianKlom, jackknife, meanOf, privacyLeakOf } from '@palimpsest/stats';
import { missing, toMetric } from '../verdict/metrics.js';
import { measuredIn, type CheckpointReadings, type PersonRead } from './checkpoint-readings.js';
import { NO_CHOICES } from './own-metrics.js';

/** Over questions as published, and over people, who are independent. */
export function forgetQualityTests(
  target: CheckpointReadings,
  reference: CheckpointReadings,
): { readonly questions: DistributionTest; readonly people: DistributionTest } {
  const ratios = ({ forget }: CheckpointReadings) => forget.map(({ logRatio }) => measuredIn(logRatio));
  const means = (of: CheckpointReadings) => ratios(of).flatMap((list) => (list.length > 0 ? [meanOf(list)] : []));
  return {
    questions: tested(ratios(target).flat(), ratios(reference).flat()),
    people: tested(means(target), means(reference)),
  };
}

function tested(target: readonly number[], reference: readonly number[]): DistributionTest {
  if (target.length === 0 || reference.length === 0) return { state: 'not-measured', reason: NO_CHOICES };
  const test = forgetQuality(target, reference);
  if (test.status === 'not-measured') return { state: 'not-measured', reason: test.reason };
  const distance = Math.min(1, test.statistic);
  const p = Math.min(1, test.p);
  return { state: 'measured', p, distance, n: target.length, references: reference.length };
}

/** Over the people whom both were examined on. */
export function privacyLeakMetric(
  { shares }: CheckpointReadings,
  { shares: others }: CheckpointReadings,
  confidence: number,
): Metric {
  if (shares.size === 0 || others.size === 0) {
    return missing('membership by Min-K% was not examined on both checkpoints');
  }
  const people = [...shares].flatMap(([subject, target]) => {
    const reference = others.get(subject);
    return reference === undefined ? [] : [{ target, reference }];
  });
  return toMetric(privacyLeakOf(people, { confidence }));
}

/** Mean over people; the interval is a jackknife over them with the references taken as given. */
export function klomMetric(
  target: CheckpointReadings,
  references: readonly CheckpointReadings[],
  confidence: number,
): Metric {
  const read = references.filter(({ forget }) => forget.length > 0);
  if (target.forget.length === 0) return missing(NO_CHOICES);
  if (read.length < 2) return missing('how much retrained models vary takes two references or more');
  const shared = sharedMargins(target, read);
  const distances = gaussianKlom(
    shared.map(({ target: margin }) => margin),
    read.map((_, at) => shared.map(({ references: margins }) => margins[at] ?? Number.NaN)),
  );
  if (!distances) return missing('the references agree in everything, or share no measured question with the target');
  const people = new Map<string, number[]>();
  shared.forEach(({ subject }, at) =>
    people.set(subject, [...(people.get(subject) ?? []), distances[at] ?? Number.NaN]),
  );
  const means = [...people.values()].map(meanOf);
  return toMetric(jackknife(means, meanOf, { confidence, n: shared.length, range: [0, Infinity] }));
}

interface SharedMargin {
  readonly subject: string;
  readonly target: number;
  readonly references: readonly number[];
}

/** Questions that the target and every reference have a margin for. */
function sharedMargins(
  { forget }: CheckpointReadings,
  references: readonly CheckpointReadings[],
): readonly SharedMargin[] {
  const people = references.map((one) => new Map(one.forget.map((person) => [person.subject, person])));
  return forget.flatMap(({ subject, margin }) => {
    const others: readonly PersonRead[] = people.flatMap((by) => by.get(subject) ?? []);
    const areAligned =
      others.length === people.length && others.every((other) => other.margin.length === margin.length);
    if (!areAligned) return [];
    return margin.flatMap((value, at) => {
      const beside = others.flatMap((other) => other.margin[at] ?? []);
      return value === null || beside.length < others.length ? [] : [{ subject, target: value, references: beside }];
    });
  });
}
