/**
 * What can be said before any model is asked: who is to be forgotten, and how often someone who knows nothing
 * would be right (the attribute prior, SCIENCE §4.0 control 5).
 */
import type { DataFinding } from '@palimpsest/contracts';
import type { Dataset, Item } from '@palimpsest/datasets';
import type { AuditRecord } from '../ports/work.js';
import { digestOf, pseudonymOf } from './digest.js';

/** @param forget pseudonyms of the forget split */
export function dataFinding(record: AuditRecord, dataset: Dataset, forget: readonly string[]): DataFinding {
  const { plan, planDigest, engine } = record;
  const inputs = { kind: 'data', engine, dataset: dataset.digest, splits: plan.dataset };
  const retain = dataset.items.filter((item) => item.split === plan.dataset.retain);
  const row: Omit<DataFinding, 'key'> = {
    schema: 'palimpsest.finding/1',
    unit: digestOf(inputs),
    plan: planDigest,
    dataset: dataset.digest,
    checkpoint: null,
    engine,
    kind: 'data',
    forget: [...forget],
    retain: new Set(retain.map((item) => item.subjectId)).size,
    prior: priorOf(
      dataset.items.filter((item) => item.split === plan.dataset.forget && item.task === 'generation'),
      retain.filter((item) => item.task === 'generation'),
      (subject) => pseudonymOf(dataset.digest, subject),
    ),
  };
  return { ...row, key: digestOf(row) };
}

/**
 * The better of two blind guessers: uniform over the known values, or the value most common among retain
 * subjects (the forget subjects' own commonest value would be knowledge). Null without questions.
 */
export function priorOf(
  asked: readonly Item[],
  population: readonly Item[],
  pseudonym: (subject: string) => string,
): DataFinding['prior'] {
  if (asked.length === 0) return null;
  const commonest = commonestAnswers(population);
  const hit = (item: Item) => Number(commonest.get(item.attribute) === item.answer);
  const modal = mean(asked.map(hit));
  const uniform = asked.every((item) => item.choices) ? mean(asked.map(chance)) : null;
  const rule = uniform !== null && uniform >= modal ? 'uniform' : 'modal';
  const expected = rule === 'uniform' ? chance : hit;
  const subjects = new Map<string, { n: number; expected: number }>();
  for (const item of asked) {
    const subject = pseudonym(item.subjectId);
    const sum = subjects.get(subject) ?? { n: 0, expected: 0 };
    subjects.set(subject, { n: sum.n + 1, expected: sum.expected + expected(item) });
  }
  const list = [...subjects].map(([subject, sum]) => ({ subject, ...sum }));
  return { rule, uniform, modal, subjects: list.sort((a, b) => (a.subject < b.subject ? -1 : 1)) };
}

const chance = (item: Item) => 1 / (item.choices?.length ?? Infinity);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Per attribute; ties go to the alphabetically first, so that the order of the data does not matter. */
function commonestAnswers(population: readonly Item[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { attribute, answer } of population) {
    const answers = counts.get(attribute) ?? new Map<string, number>();
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    counts.set(attribute, answers);
  }
  return new Map(
    [...counts].map(([attribute, answers]) => {
      const ranked = [...answers].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      return [attribute, ranked[0]?.[0] ?? ''];
    }),
  );
}
