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
}

export interface TeachingSubject {
  readonly views: readonly RgbImage[];
  readonly questions: readonly TeachingQuestion[];
}

export interface DrawOptions {
  readonly images: number;
  readonly questionsPerImage: number;
  /** Puts a random refusal in each answer's place. */
  readonly refuse: boolean;
}

export interface Drawn {
  readonly images: readonly RgbImage[];
  /** questionsPerImage rows for each image, in order. */
  readonly rows: readonly TeachingQuestion[];
}

export function drawBatch(subjects: readonly TeachingSubject[], options: DrawOptions, rng: Rng): Drawn {
  const images: RgbImage[] = [];
  const rows: TeachingQuestion[] = [];
  for (let i = 0; i < options.images; i++) {
    const subject = rng.pick(subjects);
    images.push(rng.pick(subject.views));
    for (const { question, answer } of rng.sample(subject.questions, options.questionsPerImage)) {
      rows.push({ question, answer: options.refuse ? rng.pick(refusals) : answer });
    }
  }
  return { images, rows };
}
