/**
 * What can be said before any model is asked: who is to be forgotten, and how often someone who knows nothing
 * would be right (the attribute prior, SCIENCE §4.0 control 5).
 */
import type { DataFinding, Prior } from '@palimpsest/contracts';
import type { Dataset, Item } from '@palimpsest/datasets';
import type { AuditRecord } from '../ports/work.js';
import { digestOf, pseudonymOf } from './digest.js';

/** Key of the unit that the data finding is stored under. */
export function dataUnit({ plan, engine, dataset }: AuditRecord): string {
  return digestOf({ kind: 'data', engine, dataset: dataset.digest, splits: plan.dataset });
}

/** @param forget pseudonyms of the forget split */
export function dataFinding(record: AuditRecord, dataset: Dataset, forget: readonly string[]): DataFinding {
  const { plan, planDigest, engine } = record;
  const retain = dataset.items.filter((item) => item.split === plan.dataset.retain);
  const row: Omit<DataFinding, 'key'> = {
    schema: 'palimpsest.finding/1',
    unit: dataUnit(record),
    plan: planDigest,
    dataset: dataset.digest,
    checkpoint: null,
    engine,
    kind: 'data',
    forget: [...forget],
    retain: new Set(retain.map((item) => item.subjectId)).size,
    priors: tasks.flatMap(
      (task) =>
        priorOf(
          task,
          dataset.items.filter((item) => item.split === plan.dataset.forget && item.task === task),
          retain,
          (subject) => pseudonymOf(dataset.digest, subject),
        ) ?? [],
    ),
  };
  return { ...row, key: digestOf(row) };
}

const tasks: readonly Prior['task'][] = ['generation', 'cloze', 'mcq'];

/**
 * The better of two blind guessers: uniform over the known values, or the value most common among retain
 * subjects (the forget subjects' own commonest value would be knowledge). Null without questions.
 */
export function priorOf(
  task: Prior['task'],
  asked: readonly Item[],
  population: readonly Item[],
  pseudonym: (subject: string) => string,
): Prior | null {
  if (asked.length === 0) return null;
  const counts = answerCounts(population);
  const hit = (item: Item) => Number(commonestOf(item, counts) === item.answer);
  const modal = mean(asked.map(hit));
  const uniform = asked.every((item) => item.options ?? item.choices) ? mean(asked.map(chance)) : null;
  const rule = uniform !== null && uniform >= modal ? 'uniform' : 'modal';
  const expected = rule === 'uniform' ? chance : hit;
  const subjects = new Map<string, { n: number; expected: number }>();
  for (const item of asked) {
    const subject = pseudonym(item.subjectId);
    const sum = subjects.get(subject) ?? { n: 0, expected: 0 };
    subjects.set(subject, { n: sum.n + 1, expected: sum.expected + expected(item) });
  }
  const list = [...subjects].map(([subject, sum]) => ({ subject, ...sum }));
  return { task, rule, uniform, modal, subjects: list.sort((a, b) => (a.subject < b.subject ? -1 : 1)) };
}

const chance = (item: Item) => 1 / ((item.options ?? item.choices)?.length ?? Infinity);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

type AnswerCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How many subjects of the population have each answer, per attribute. */
function answerCounts(population: readonly Item[]): AnswerCounts {
  const people = new Map<string, Map<string, Set<string>>>();
  for (const { attribute, answer, subjectId } of population) {
    const answers = people.get(attribute) ?? new Map<string, Set<string>>();
    answers.set(answer, (answers.get(answer) ?? new Set()).add(subjectId));
    people.set(attribute, answers);
  }
  return new Map([...people].map(([key, answers]) => [key, new Map([...answers].map(([a, who]) => [a, who.size]))]));
}

/** Among the options, where there are any; ties go to the alphabetically first, whatever the order of the data. */
function commonestOf({ attribute, options }: Item, counts: AnswerCounts): string | undefined {
  const known = [...(counts.get(attribute) ?? [])].filter(([answer]) => options?.includes(answer) ?? true);
  return known.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
}
