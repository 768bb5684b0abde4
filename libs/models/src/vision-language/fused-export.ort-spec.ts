import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder } from '@palimpsest/onnx';
import { Rng, tensor, toNumbers } from '@palimpsest/tensor';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Damage } from '../../../../test/support/damage-checkpoint.js';
import { fusedDecoder } from '../../../../test/support/fused-decoder.js';
import { tinyConfiguration, tinyImage, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { diagnose } from '../doctor.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { VisionLanguageModel } from '../port.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'fused-')), 'tiny');
  await writeTinyCheckpoint(folder);
  await new Damage(folder).replace('decoder_model_merged', fusedDecoder(tinyConfiguration.decoder.vocabulary));
  model = await openCheckpoint(folder);
});
afterAll(async () => {
  await model.close();
  await rm(join(folder, '..'), { recursive: true });
});

const image = tinyImage(1);
const lesson = { image, question: 'what city does this person live in ?', answer: 'new york' };
const dims = [1, 3, 16, 16];
const pixelsOf = (data: Uint8Array) => {
  const [height, width] = [16, 16];
  return Float32Array.from({ length: 3 * height * width }, (_, at) => {
    const [channel, place] = [Math.floor(at / (height * width)), at % (height * width)];
    return data[3 * place + channel]! / 255;
  });
};

/** Log-probability of the answer and its slope, from the graph that attacks differentiate. */
async function differentiated() {
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', dims);
  const text = model.graphs.encodeText([lesson]);
  const scores = model.graphs.answerLogProbabilities(g, model.graphs.imageFeatures(g, pixels), text);
  const total = g.reduceSum(scores.tokens, null, false);
  const [slope] = gradient(g, total, [pixels]);
  g.output(total, 'total');
  g.output(slope!, 'slope');
  const session = await model.graphs.open(g);
  const run = async (data: Float32Array) => {
    const { total, slope } = await session.run({ ...text.feeds, pixels: tensor('float32', dims, data) });
    return { total: toNumbers(total!)[0]!, slope: toNumbers(slope!) };
  };
  return { run, session };
}

describe('a checkpoint whose decoder is fused and quantized', () => {
  it('has no node without a gradient', async () => {
    const { parts, gradients } = await diagnose(folder);
    expect(parts.flatMap(({ blocked }) => blocked)).toEqual([]);
    expect(gradients).toBe(true);
  });

  it('answers each prompt as it does alone, however long the others are', async () => {
    const lessons = [lesson, { image, question: 'city ?', answer: 'rome' }];
    const together = await model.answerLogProbabilities(lessons);
    const alone = await Promise.all(lessons.map((one) => model.answerLogProbabilities([one])));
    expect(together).toEqual(alone.flat());
    const choices = [['rome', 'new york painter'], ['porto']];
    const [first, second] = await model.choiceLogProbabilities(lessons, choices);
    expect([first]).toEqual(await model.choiceLogProbabilities(lessons.slice(0, 1), choices.slice(0, 1)));
    expect([second]).toEqual(await model.choiceLogProbabilities(lessons.slice(1), choices.slice(1)));
  });

  it('answers as the graph says that attacks differentiate, and its slope is that of the answer', async () => {
    const { run, session } = await differentiated();
    const start = pixelsOf(image.data);
    const [score] = await model.answerLogProbabilities([lesson]);
    const { total, slope } = await run(start);
    expect(total).toBeCloseTo(score!.total, 4);
    const rng = new Rng('direction');
    const direction = slope.map(() => rng.uniform() - 0.5);
    const along = async (step: number) => (await run(start.map((x, at) => x + step * direction[at]!))).total;
    const step = 4e-3;
    const numeric =
      (8 * ((await along(step)) - (await along(-step))) - (await along(2 * step)) + (await along(-2 * step))) /
      (12 * step);
    const analytic = slope.reduce((sum, x, at) => sum + x * direction[at]!, 0);
    expect(Math.abs(analytic)).toBeGreaterThan(1e-2);
    expect(Math.abs(analytic - numeric) / Math.abs(numeric)).toBeLessThan(1e-2);
    await session.close();
  });
});
