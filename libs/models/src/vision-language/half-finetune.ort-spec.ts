/** Weights of half precision are trained in float32: what comes back is a float32 copy. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goldenImage, readJson, type Golden } from '../../../../test/support/exported-fixture.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { Answered, VisionLanguageModel } from '../port.js';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/llava/${name}`, import.meta.url));
const { pixels, question, answer } = readJson<Golden>(fixture('golden.json'));
const sample: Answered = { image: goldenImage(pixels), question, answer };

let [plain, half]: VisionLanguageModel[] = [];
beforeAll(async () => {
  plain = await openCheckpoint(fixture('checkpoint'));
  half = await openCheckpoint(fixture('checkpoint'), { variant: 'fp16' });
});
afterAll(() => Promise.all([plain?.close(), half?.close()]));

const totalOf = async (model: VisionLanguageModel) => (await model.answerLogProbabilities([sample]))[0]!.total;

it('has the parameters of the float32 export', () => {
  expect(half!.graphs.parameters).toEqual(plain!.graphs.parameters);
});

it('learns what the float32 export does, in steps that half precision could not hold', async () => {
  const options = { steps: 10, learningRate: 1e-5, imagesPerStep: 1, questionsPerImage: 1, seed: 1 } as const;
  const gains: number[] = [];
  for (const model of [plain!, half!]) {
    const start = await model.graphs.withParameters(new Map());
    const copy = await model.finetune([sample], { ...options, parameters: 'projector+decoder' });
    gains.push((await totalOf(copy)) - (await totalOf(start)));
    await Promise.all([start.close(), copy.close()]);
  }
  expect(gains[0]).toBeGreaterThan(0.01);
  expect(gains[1]! / gains[0]!).toBeCloseTo(1, 1);
});

it('gives a copy that answers as it does, one that is unchanged', async () => {
  const copy = await half!.graphs.withParameters(new Map());
  expect(await totalOf(copy)).toBeCloseTo(await totalOf(half!), 1);
  const asked = { maxNewTokens: 4 };
  expect(await copy.generate([sample], asked)).toEqual(await half!.generate([sample], asked));
  await copy.close();
});
