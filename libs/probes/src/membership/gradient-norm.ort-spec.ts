import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sample } from '@palimpsest/audit';
import { openCheckpoint, type VisionLanguageModel } from '@palimpsest/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyImage, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { negativeGradientNorms } from './gradient-norm.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradient-norm-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  model = await openCheckpoint(join(folder, 'tiny'));
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

const signal = new AbortController().signal;
const sampleOf = (seed: number, answer: string): Sample => ({
  ...{ subject: 'p', itemId: `${seed}`, imageId: `${seed}`, attribute: 'city', choices: null },
  ...{ image: tinyImage(seed), question: 'what city ?', answer },
});

/** ‖∂ℓ/∂x‖ from changes of one level in each channel value, through the model's own files. */
async function bySmallChanges(sample: Sample): Promise<number> {
  const image = sample.image ?? tinyImage(0);
  const changed = [...image.data.keys()].flatMap((at) => [-1, 1].map((by) => moved(image, at, by)));
  const scores = await model.answerLogProbabilities(changed.map((other) => ({ ...sample, image: other })));
  const losses = scores.map(({ total, tokens }) => -total / tokens.length);
  const slopes = [...image.data.keys()].map((at) => {
    const [low, high] = [moved(image, at, -1).data[at] ?? 0, moved(image, at, 1).data[at] ?? 0];
    return ((losses[2 * at + 1] ?? 0) - (losses[2 * at] ?? 0)) / ((high - low) / 255);
  });
  return Math.hypot(...slopes);
}

function moved(image: NonNullable<Sample['image']>, at: number, by: number) {
  const data = image.data.slice();
  data[at] = Math.min(255, Math.max(0, (data[at] ?? 0) + by));
  return { ...image, data };
}

describe('negativeGradientNorms', () => {
  it('are the slopes that small changes of the picture show', async () => {
    const samples = [sampleOf(1, 'rome'), sampleOf(2, 'new york')];
    const norms = await negativeGradientNorms(model, samples, { signal });
    for (const [at, sample] of samples.entries()) {
      const expected = await bySmallChanges(sample);
      expect(-(norms[at] ?? 0) / expected).toBeCloseTo(1, 1); // one level is not infinitely small
    }
  });

  it('do not depend on who else is in the batch, and more than one batch is read', async () => {
    const many = Array.from({ length: 17 }, (_, at) => sampleOf(at, at % 2 ? 'rome' : 'porto'));
    const [alone] = await negativeGradientNorms(model, many.slice(16), { signal });
    const ticks: number[] = [];
    const together = await negativeGradientNorms(model, many, { signal, tick: (scored) => ticks.push(scored) });
    expect(ticks).toEqual([16, 1]);
    expect(together[16]).toBeCloseTo(alone ?? Number.NaN, 5);
    expect(together.every(Number.isFinite)).toBe(true);
  });

  it('are not measured without a picture', async () => {
    expect(await negativeGradientNorms(model, [{ ...sampleOf(1, 'rome'), image: null }], { signal })).toEqual([
      Number.NaN,
    ]);
  });
});
