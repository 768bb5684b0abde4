/** What the specs of exported checkpoints share: the image of the recipe, and how far two lists of numbers are apart. */
import { readFileSync } from 'node:fs';
import { rgbImage, type RgbImage } from '@palimpsest/datasets';

/** golden.json of libs/models/fixtures, written by make-fixtures.py. */
export interface Golden {
  readonly question: string;
  readonly answer: string;
  readonly promptIds: readonly number[];
  readonly answerIds: readonly number[];
  /** Of the whole sequence: [1, sequence], or [3, 1, sequence] with time, row and column. */
  readonly positionIds: readonly (readonly (number | readonly number[])[])[];
  readonly pixels: { readonly height: number; readonly width: number; readonly seed: number; readonly sha256: string };
  readonly loss: number;
  /** Those that predict the answer. */
  readonly logits: { readonly values: readonly (readonly number[])[] };
  readonly greedy: { readonly ids: readonly number[]; readonly text: string };
  /** Of the loss, by normalised pixels. */
  readonly gradient: { readonly dims: readonly number[]; readonly values: readonly number[] };
}

export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** Each value is the top byte of x ← 1664525 x + 1013904223 mod 2³². */
export function goldenImage({ height, width, seed }: Golden['pixels']): RgbImage {
  let state = seed;
  const next = () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return rgbImage(width, height, Uint8Array.from({ length: height * width * 3 }, next));
}

export function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
}

/** L2, relative to `expected`; NaN when they are not equally long. */
export function relativeError(own: readonly number[], expected: readonly number[]): number {
  if (own.length !== expected.length) return Number.NaN;
  return norm(own.map((x, at) => x - (expected[at] ?? Number.NaN))) / norm(expected);
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, at) => sum + x * (b[at] ?? Number.NaN), 0) / (norm(a) * norm(b));
}
