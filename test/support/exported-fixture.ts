/** What the specs of exported checkpoints share: the image of the recipe, and how far two lists of numbers are apart. */
import { readFileSync } from 'node:fs';
import { gradient } from '@palimpsest/autodiff';
import { rgbImage, toNchw, type RgbImage } from '@palimpsest/datasets';
import type { Answered, VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder } from '@palimpsest/onnx';
import { fromNumbers, tensor, toNumbers, type Tensor } from '@palimpsest/tensor';

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

/** Loss over the answer, logits, and the slope of the loss by normalised pixels: what PyTorch calls pixel_values. */
export async function differentiated(one: VisionLanguageModel, sample: Answered, golden: Golden, folder: string) {
  const g = new GraphBuilder();
  const dims = golden.gradient.dims as [number, number, number, number];
  const pixels = g.input('pixels', 'float32', dims);
  const text = one.graphs.encodeText([sample]);
  const scores = one.graphs.answerLogProbabilities(g, one.graphs.imageFeatures(g, pixels), text);
  const total = g.reduceSum(scores.tokens, null, false);
  const loss = g.div(g.neg(total), g.scalar(golden.answerIds.length));
  g.output(loss, 'loss');
  g.output(scores.logits, 'logits');
  const { image_std: deviation } = readJson<{ image_std: number[] }>(`${folder}/preprocessor_config.json`);
  for (const value of gradient(g, loss, [pixels]))
    g.output(g.mul(value, g.constant(null, fromNumbers('float32', [1, 3, 1, 1], deviation))), 'slope');
  const session = await one.graphs.open(g);
  const shown = tensor('float32', dims, toNchw([sample.image as RgbImage]));
  const results = (await session.run({ ...text.feeds, pixels: shown })) as Record<'loss' | 'logits' | 'slope', Tensor>;
  await session.close();
  return { loss: Number(results.loss.data[0]), logits: toNumbers(results.logits), slope: toNumbers(results.slope) };
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
