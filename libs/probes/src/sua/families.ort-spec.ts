/**
 * SUA on checkpoints of every family that can be opened, as people have them: plain, in half precision, quantized and
 * fused (libs/models/fixtures). Real graphs, real gradients.
 */
import { fileURLToPath } from 'node:url';
import type { Sample } from '@palimpsest/audit';
import { checkpointFamilies, type CheckpointVariant } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import { openCheckpoint } from '@palimpsest/models';
import { fromNumbers } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { goldenImage, readJson, type Golden } from '../../../../test/support/exported-fixture.js';
import type { GraphDenoiser } from './attack-step.js';
import type { Position, TermMeasurement } from '../universal-noise/attack.js';
import { prepareAttack } from './prepared-attack.js';

const steps = 20;
const weights = { denoised: 1, alignment: 0.7 };

/** Each pixel becomes the mean of its neighbourhood. */
const boxBlur: GraphDenoiser = (g, pixels) => {
  const kernel = fromNumbers('float32', [3, 1, 3, 3], Array<number>(27).fill(1 / 9));
  return g.conv(pixels, g.constant(null, kernel), null, { pads: [1, 1, 1, 1], group: 3 });
};

const sample = (subject: string, image: RgbImage, question: string, answer: string): Sample => ({
  ...{ subject, itemId: `${subject} ${question}`, attribute: 'city', imageId: subject, image },
  ...{ question, answer, choices: null },
});

const variants: readonly CheckpointVariant[] = ['fp32', 'fp16', 'int8', 'q8', 'q4', 'optimized'];
const checkpoints = checkpointFamilies.flatMap((family) => variants.map((variant) => ({ family, variant })));

describe.each(checkpoints)('SUA on a checkpoint of the family $family, $variant', ({ family, variant }) => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`../../../models/fixtures/${family}/${name}`, import.meta.url));

  it(`lowers the loss in ${steps} steps, with a live gradient of every term, inside its bound`, async () => {
    const { pixels, question, answer } = readJson<Golden>(fixture('golden.json'));
    const model = await openCheckpoint(fixture('checkpoint'), { variant });
    const train = [1, 2].flatMap((seed) => {
      const image = goldenImage({ ...pixels, seed });
      return [sample(`p${seed}`, image, question, answer), sample(`p${seed}`, image, 'city ?', 'lisbon')];
    });
    const attack = await prepareAttack(model, train, {
      ...{ images: 2, questionsPerImage: 2, weights, denoise: boxBlur, behaviour: 'corrected', update: 'sign' },
    });
    const batch = attack.people.map(([samples = []]) => ({ image: samples[0]?.image as RgbImage, samples }));
    let position: Position = attack.start;
    const curve: (readonly TermMeasurement[])[] = [];
    for (let step = 0; step < steps; step++) {
      const moved = await attack.step(batch, position, { step, alpha: 1 / 255, epsilon: 12 / 255 });
      position = moved.position;
      curve.push(moved.terms);
    }
    await attack.close();
    await model.close();
    const losses = curve.map(totalLoss);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 0.02);
    for (const terms of curve) {
      expect(terms.map(({ term }) => term)).toEqual(['adversarial', 'denoised', 'alignment']);
      for (const { gradientNorm } of terms) expect(gradientNorm).toBeGreaterThan(1e-6);
    }
    expect(Math.max(...position.delta.map(Math.abs))).toBeLessThanOrEqual(12 / 255 + 1e-6);
  });
});

function totalLoss(terms: readonly TermMeasurement[]): number {
  const weightOf: Readonly<Record<string, number>> = { adversarial: 1, ...weights };
  return terms.reduce((sum, { term, loss }) => sum + (weightOf[term] ?? Number.NaN) * loss, 0);
}
