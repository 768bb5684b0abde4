/**
 * Asking and counting. Every number of an audit comes through here: a fresh forward pass of the model on
 * images the runner itself has made, graded by the runner's own rules.
 */
import type { Ask, Scoring } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import { rouge, valueLikelihoods } from '@palimpsest/stats';
import type { Sampling } from '../plugins/probe.js';
import { gradeChoice, gradeLetter, gradeReply } from './grading.js';
import type { Question } from './questions.js';
import { exactMemorisation, extractionStrength, isInSet, type Read } from './reading.js';
import { sumOf, tallyOfGrade, tallyOfRead, type Graded, type Outcome } from './tally.js';

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

/** Who answers, and how answers are taken from it. */
export interface Examinee {
  readonly model: VisionLanguageModel;
  /** Free answers are drawn so often; the most likely one is taken when null. */
  readonly sampling: Sampling | null;
  /** Of the draws. */
  readonly seed: number;
}

export type SpokenAsk = Exclude<Ask, 'membership'>;

/** Asks every question one way. `tick` is called after each batch with its size. */
export async function examine(
  examinee: Examinee,
  list: readonly Question[],
  ask: SpokenAsk,
  scoring: Pick<Scoring, 'batch' | 'maxNewTokens'>,
  hooks: { readonly signal: AbortSignal; tick?(answered: number): void },
): Promise<readonly Graded[]> {
  const graded: Graded[] = [];
  for (let start = 0; start < list.length; start += scoring.batch) {
    hooks.signal.throwIfAborted();
    const batch = list.slice(start, start + scoring.batch);
    const outcomes = await answer(examinee, batch, ask, scoring.maxNewTokens);
    batch.forEach((question, index) => graded.push({ ...(outcomes[index] ?? unmeasured), question }));
    hooks.tick?.(batch.length);
  }
  return graded;
}

type Outcomes = readonly Outcome[];
const unmeasured: Outcome = { tally: null };

function answer(
  examinee: Examinee,
  batch: readonly Question[],
  ask: SpokenAsk,
  maxNewTokens: number,
): Promise<Outcomes> {
  switch (ask) {
    case 'choice':
      return choose(examinee.model, batch);
    case 'exact-memorisation':
      return read(examinee.model, batch, exactMemorisation);
    case 'extraction-strength':
      return read(examinee.model, batch, extractionStrength);
    case 'token-set':
      return pick(examinee.model, batch);
    case 'free':
    case 'cloze':
    case 'mcq':
      return examinee.sampling
        ? draw(examinee, examinee.sampling, batch, ask, maxNewTokens)
        : reply(examinee.model, batch, ask, { maxNewTokens });
  }
}

async function reply(
  model: VisionLanguageModel,
  batch: readonly Question[],
  ask: SpokenAsk,
  options: Parameters<VisionLanguageModel['generate']>[1],
): Promise<Outcomes> {
  const replies = await model.generate(batch, options);
  return batch.map((question, index) => {
    const text = replies[index];
    if (text === undefined) return unmeasured;
    const isLetter = ask === 'mcq' && question.options;
    const grade = isLetter ? gradeLetter(text, question.answer, question.options) : gradeReply(text, question);
    const recall = () => rouge(question.answer, text, { stem: true }).rougeL.recall;
    return { tally: tallyOfGrade(grade), ...(ask === 'free' && { recall: recall() }) };
  });
}

/** Every draw counts as an answer. */
async function draw(
  { model, seed }: Examinee,
  { samples, temperature }: Sampling,
  batch: readonly Question[],
  ask: SpokenAsk,
  maxNewTokens: number,
): Promise<Outcomes> {
  const draws: Outcomes[] = [];
  const [first] = batch;
  for (let sample = 0; sample < samples; sample++) {
    const sampling = { temperature, seed: `${seed}/${first?.itemId}/${first?.imageId}/${sample}` };
    draws.push(await reply(model, batch, ask, { maxNewTokens, sampling }));
  }
  return batch.map((_, index) => {
    const measured = draws.flatMap((outcomes) => outcomes[index]?.tally ?? []);
    return { tally: measured.length > 0 ? sumOf(measured) : null };
  });
}

/** Questions without known values cannot be asked this way and count as not measured. */
async function choose(model: VisionLanguageModel, batch: readonly Question[]): Promise<Outcomes> {
  const askable = batch.filter((question) => question.choices !== null);
  const choices = askable.map((question) => question.choices ?? []);
  const scores = askable.length > 0 ? await model.choiceLogProbabilities(askable, choices) : [];
  const outcomes = new Map(
    askable.map((question, index) => [question, chosen(scores[index] ?? [], choices[index] ?? [], question.answer)]),
  );
  return batch.map((question) => outcomes.get(question) ?? unmeasured);
}

function chosen(scores: readonly number[], choices: readonly string[], answer: string): Outcome {
  const grade = gradeChoice(scores, choices, answer);
  if (!grade) return unmeasured;
  const truth = choices.indexOf(answer);
  return {
    tally: tallyOfGrade(grade),
    likelihoods: valueLikelihoods(scores[truth] ?? Number.NaN, scores.toSpliced(truth, 1)),
  };
}

/** The true answer, read token by token. Its end mark, which is the same behind every answer, does not count. */
async function read(
  model: VisionLanguageModel,
  batch: readonly Question[],
  measure: (greedy: readonly boolean[]) => Read,
): Promise<Outcomes> {
  const scores = await model.answerLogProbabilities(batch);
  return batch.map((_, index) => {
    const score = scores[index];
    const tally = score && Number.isFinite(score.total) ? tallyOfRead(measure(score.greedy.slice(0, -1))) : null;
    return { tally };
  });
}

/** Whether the first token of the true answer is one of those that the model picks out. */
async function pick(model: VisionLanguageModel, batch: readonly Question[]): Promise<Outcomes> {
  const scores = await model.answerLogProbabilities(batch);
  return batch.map((_, index) => {
    const first = scores[index]?.tokens[0];
    return { tally: first === undefined || Number.isNaN(first) ? null : tallyOfRead(isInSet(first)) };
  });
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
