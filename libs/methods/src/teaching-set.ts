/**
 * People as the runner draws them: at each step some subjects, one view of each, some of their questions. Draws
 * are a function of the step's stream alone.
 */
import type { RgbImage } from '@palimpsest/datasets';
import type { Rng } from '@palimpsest/tensor';
import { refusals } from './refusals.js';

export interface TeachingQuestion {
  readonly question: string;
  readonly answer: string;
  /** What it asks about; requests to forget some attributes only go by it. */
  readonly attribute?: string;
}

export interface TeachingSubject {
  /** None where questions come without a picture; of a set everybody has some or nobody has. */
  readonly views: readonly RgbImage[];
  readonly questions: readonly TeachingQuestion[];
}

/** What stands in an answer's place: itself, a refusal, another person's answer, the answer to another question. */
export type AnswerSource = 'true' | 'refusal' | 'other-people' | 'other-questions';

export interface DrawOptions {
  readonly images: number;
  readonly questionsPerImage: number;
  readonly answers: AnswerSource;
}

export interface Drawn {
  /** Empty where nobody is shown. */
  readonly images: readonly RgbImage[];
  /** questionsPerImage rows for each image, in order. */
  readonly rows: readonly TeachingQuestion[];
}

export function drawBatch(subjects: readonly TeachingSubject[], options: DrawOptions, rng: Rng): Drawn {
  const images: RgbImage[] = [];
  const rows: TeachingQuestion[] = [];
  const answerTo = answering(options.answers, subjects, rng);
  for (let i = 0; i < options.images; i++) {
    const subject = rng.pick(subjects);
    if (subject.views.length > 0) images.push(rng.pick(subject.views));
    for (const asked of drawQuestions(subject.questions, options.questionsPerImage, rng)) {
      rows.push({ question: asked.question, answer: answerTo(asked) });
    }
  }
  return { images, rows };
}

/** The same questions with refusals for answers. */
export function refused(rows: readonly TeachingQuestion[], rng: Rng): readonly TeachingQuestion[] {
  return rows.map(({ question }) => ({ question, answer: rng.pick(refusals) }));
}

/** Different ones; whoever has too few is asked all of them again. */
function drawQuestions(questions: readonly TeachingQuestion[], count: number, rng: Rng): TeachingQuestion[] {
  const first = rng.sample(questions, Math.min(count, questions.length));
  return first.length === count ? first : [...first, ...drawQuestions(questions, count - first.length, rng)];
}

function answering(
  source: AnswerSource,
  subjects: readonly TeachingSubject[],
  rng: Rng,
): (asked: TeachingQuestion) => string {
  if (source === 'true') return ({ answer }) => answer;
  if (source === 'refusal') return () => rng.pick(refusals);
  const all = subjects.flatMap(({ questions }) => questions);
  const byQuestion = new Map<string, string[]>();
  for (const { question, answer } of all) {
    const answers = byQuestion.get(question);
    if (answers) answers.push(answer);
    else byQuestion.set(question, [answer]);
  }
  if (source === 'other-people') return ({ question }) => rng.pick(byQuestion.get(question) ?? []);
  const questions = [...byQuestion.keys()];
  return ({ question }) => rng.pick(byQuestion.get(rng.pick(questions.filter((other) => other !== question))) ?? []);
}
