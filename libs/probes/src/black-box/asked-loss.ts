/** What a black box tells about a δ: the loss of the answers on pictures as they would be sent, 8 bits and clipped. */
import type { VisionLanguageModel } from '@palimpsest/models';
import { addNoise } from '../pixels/pixel-tensors.js';
import type { AskedImage } from '../universal-noise/batches.js';

/** −Σ log p / Σ tokens over all questions of the batch, in nats. One question about one picture is one query. */
export async function askedLoss(
  model: Pick<VisionLanguageModel, 'answerLogProbabilities'>,
  batch: readonly AskedImage[],
  delta: Float32Array,
): Promise<number> {
  const asked = batch.flatMap(({ image, samples }) => {
    const noisy = addNoise(image, delta);
    return samples.map(({ question, answer }) => ({ image: noisy, question, answer }));
  });
  const scores = await model.answerLogProbabilities(asked);
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  return -total / scores.reduce((sum, { tokens }) => sum + tokens.length, 0);
}
