/**
 * How well a δ works on people it is not optimised on: the loss of their answers on images as they would be
 * saved (clipped, 8 bits), through the model's ordinary forward pass. Fixed people and questions, so that two
 * steps can be compared; the published code compares losses of different random batches (SCIENCE §1.3).
 */
import type { Sample } from '@palimpsest/audit';
import type { RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { Rng } from '@palimpsest/tensor';
import { showsImage } from './batches.js';
import { addNoise } from '../pixels/pixel-tensors.js';

/** Mean negative log-probability per answer token, in nats. */
export type ValidationLoss = (delta: Float32Array) => Promise<number>;

/** Null when no validation sample shows an image. */
export function validationLoss(
  model: VisionLanguageModel,
  samples: readonly Sample[],
  most: number,
  rng: Rng,
): ValidationLoss | null {
  const shown = samples.filter(showsImage);
  const fixed = rng.sample(shown, Math.min(most, shown.length));
  if (fixed.length === 0) return null;
  return async (delta) => {
    const noisy = new Map<string, RgbImage>();
    for (const { imageId, image } of fixed) if (!noisy.has(imageId)) noisy.set(imageId, addNoise(image, delta));
    const rows = await model.answerLogProbabilities(
      fixed.map(({ imageId, image, question, answer }) => ({ image: noisy.get(imageId) ?? image, question, answer })),
    );
    const total = rows.reduce((sum, row) => sum + row.total, 0);
    return -total / rows.reduce((count, row) => count + row.tokens.length, 0);
  };
}
