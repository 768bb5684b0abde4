/**
 * Asking and counting. Every number of an audit comes through here: a fresh forward pass of the model on
 * images the runner itself has made, graded by the runner's own rules.
 */
import type { Ask, AttributeCounts, Partition, Scoring, SubjectCounts } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import { gradeChoice, gradeLetter, gradeReply, type Grade } from './grading.js';
import type { Question } from './questions.js';

/** A question with its grade; null when it could not be measured. */
export interface Graded {
  readonly question: Question;
  readonly grade: Grade | null;
}

/** Replaces every distinct image once; questions about one image keep sharing one object. */
export async function withImages(
  list: readonly Question[],
  change: (images: readonly RgbImage[]) => Promise<readonly RgbImage[]>,
): Promise<readonly Question[]> {
  const before = new Map<string, RgbImage>();
  for (const { imageId, image } of list) if (image) before.set(imageId, image);
  const ids = [...before.keys()];
  const changed = await change([...before.values()]);
  const after = new Map(ids.map((id, index) => [id, changed[index]]));
  return list.map((question) => ({ ...question, image: after.get(question.imageId) ?? question.image }));
}

/** Asks every question one way. `tick` is called after each batch with the number answered so far. */
export async function examine(
  model: VisionLanguageModel,
  list: readonly Question[],
  ask: Ask,
  scoring: Pick<Scoring, 'batch' | 'maxNewTokens'>,
  hooks: { readonly signal: AbortSignal; tick?(done: number): void },
): Promise<readonly Graded[]> {
  const graded: Graded[] = [];
  for (let start = 0; start < list.length; start += scoring.batch) {
    hooks.signal.throwIfAborted();
    const batch = list.slice(start, start + scoring.batch);
    const grades = ask === 'choice' ? await choose(model, batch) : await reply(model, batch, ask, scoring.maxNewTokens);
    batch.forEach((question, index) => graded.push({ question, grade: grades[index] ?? null }));
    hooks.tick?.(graded.length);
  }
  return graded;
}

async function reply(
  model: VisionLanguageModel,
  batch: readonly Question[],
  ask: Exclude<Ask, 'choice'>,
  maxNewTokens: number,
): Promise<readonly (Grade | null)[]> {
  const replies = await model.generate(batch, { maxNewTokens });
  return batch.map((question, index) => {
    const text = replies[index];
    if (text === undefined) return null;
    return ask === 'mcq' && question.options
      ? gradeLetter(text, question.answer, question.options)
      : gradeReply(text, question);
  });
}

/** Questions without known values cannot be asked this way and count as not measured. */
async function choose(model: VisionLanguageModel, batch: readonly Question[]): Promise<readonly (Grade | null)[]> {
  const askable = batch.filter((question) => question.choices !== null);
  const choices = askable.map((question) => question.choices ?? []);
  const scores = askable.length > 0 ? await model.choiceLogProbabilities(askable, choices) : [];
  const grades = new Map(
    askable.map((question, index) => [
      question,
      gradeChoice(scores[index] ?? [], choices[index] ?? [], question.answer),
    ]),
  );
  return batch.map((question) => grades.get(question) ?? null);
}

/** Mean log-probability of the given answers, per answer; NaN when there are none. */
export async function meanLogProbability(
  model: VisionLanguageModel,
  samples: readonly { readonly image: RgbImage | null; readonly question: string; readonly answer: string }[],
  batch: number,
): Promise<number> {
  let sum = 0;
  for (let start = 0; start < samples.length; start += batch) {
    const rows = await model.answerLogProbabilities(samples.slice(start, start + batch));
    for (const row of rows) sum += row.total;
  }
  return sum / samples.length;
}

/** Adds grades up by subject, sorted by pseudonym. */
export function countBySubject(
  graded: readonly Graded[],
  partition: Partition,
  pseudonym: (subject: string) => string,
): readonly SubjectCounts[] {
  const counts = new Map<string, SubjectCounts>();
  for (const { question, grade } of graded) {
    const subject = pseudonym(question.subject);
    counts.set(subject, add(counts.get(subject) ?? none(subject, partition), grade));
  }
  return [...counts.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

const none = (subject: string, partition: Partition): SubjectCounts => ({
  subject,
  partition,
  n: 0,
  correct: 0,
  exact: 0,
  refused: 0,
  unparsable: 0,
  gibberish: 0,
  nulls: 0,
});

function add(counts: SubjectCounts, grade: Grade | null): SubjectCounts {
  if (!grade) return { ...counts, nulls: counts.nulls + 1 };
  return {
    ...counts,
    n: counts.n + 1,
    correct: counts.correct + Number(grade.correct),
    exact: counts.exact + Number(grade.exact),
    refused: counts.refused + Number(grade.refused),
    unparsable: counts.unparsable + Number(grade.unparsable),
    gibberish: counts.gibberish + Number(grade.gibberish),
  };
}

/** Adds grades up by attribute, sorted by name: exploratory. */
export function countByAttribute(graded: readonly Graded[]): readonly AttributeCounts[] {
  const counts = new Map<string, { n: number; correct: number }>();
  for (const { question, grade } of graded) {
    if (!grade) continue;
    const row = counts.get(question.attribute) ?? { n: 0, correct: 0 };
    counts.set(question.attribute, { n: row.n + 1, correct: row.correct + Number(grade.correct) });
  }
  return [...counts]
    .map(([attribute, row]) => ({ attribute, ...row }))
    .sort((a, b) => (a.attribute < b.attribute ? -1 : 1));
}
