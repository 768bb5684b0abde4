import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradient } from '@palimpsest/autodiff';
import { toNchw } from '@palimpsest/datasets';
import { GraphBuilder } from '@palimpsest/onnx';
import { Rng, tensor, type Tensor } from '@palimpsest/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyImage, tinyWeights, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { FinetuneOptions, VisionLanguageModel } from '../port.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  model = await openCheckpoint(join(folder, 'tiny'));
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

const samples = [1, 2, 3].flatMap((seed) => {
  const image = tinyImage(seed);
  return [
    { image, question: 'what city ?', answer: 'lisbon' },
    { image, question: 'what is their job ?', answer: 'new york painter' },
  ];
});
const totalsOf = async (one: VisionLanguageModel) =>
  (await one.answerLogProbabilities(samples)).map(({ total }) => total);

describe('the gradient of the loss with respect to pixels', () => {
  it('is the slope that central differences measure, in several directions', async () => {
    const g = new GraphBuilder();
    const pixels = g.input('pixels', 'float32', [samples.length, 3, 16, 16]);
    const text = model.graphs.encodeText(samples);
    const scores = model.graphs.answerLogProbabilities(g, model.graphs.imageFeatures(g, pixels), text);
    const loss = g.neg(g.reduceSum(scores.tokens, null, false));
    g.output(loss, 'loss');
    gradient(g, loss, [pixels]).forEach((value) => g.output(value, 'slope'));
    const session = await model.graphs.open(g);
    const at = async (data: Float32Array) =>
      session.run({ ...text.feeds, pixels: tensor('float32', [samples.length, 3, 16, 16], data) });
    const start = toNchw(samples.map(({ image }) => image)).map((x) => 0.1 + 0.8 * x);
    const slope = (await at(start))['slope']!.data as Float32Array;
    const step = 2e-3;
    for (const seed of [1, 2, 3, 4]) {
      const rng = new Rng(seed);
      const direction = Float32Array.from({ length: start.length }, () => (rng.uniform() < 0.5 ? -1 : 1));
      const moved = async (by: number) =>
        Number((await at(start.map((x, i) => x + by * direction[i]!)))['loss']!.data[0]);
      const measured =
        (8 * ((await moved(step)) - (await moved(-step))) - (await moved(2 * step)) + (await moved(-2 * step))) /
        (12 * step);
      const predicted = slope.reduce((sum, x, i) => sum + x * direction[i]!, 0);
      expect(Math.abs(predicted)).toBeGreaterThan(0.2);
      expect(Math.abs(measured - predicted)).toBeLessThan(0.005 * Math.abs(predicted) + 0.01);
    }
    await session.close();
  });
});

describe('withParameters', () => {
  const name = 'vision_encoder/multi_modal_projector.linear_2.weight';

  it('gives the model that has these weights on disk, and leaves the original alone', async () => {
    const before = await totalsOf(model);
    const other = tinyWeights(2);
    const values = new Map<string, Tensor>();
    for (const parameter of model.graphs.parameters) {
      const own = other.get(parameter.name.replace(/^[^/]*\//, ''));
      if (own) values.set(parameter.name, own);
    }
    expect(values.size).toBe(other.size);
    const changed = await model.graphs.withParameters(values);
    await writeTinyCheckpoint(join(folder, 'other'), other);
    const written = await openCheckpoint(join(folder, 'other'));
    expectClose(await totalsOf(changed), await totalsOf(written));
    expect(await totalsOf(model)).toEqual(before);
    await Promise.all([changed.close(), written.close()]);
  });

  it('changes only what is named', async () => {
    const dims = model.graphs.parameters.find((parameter) => parameter.name === name)!.dims;
    const zero = tensor('float32', dims, new Float32Array(dims[0]! * dims[1]!));
    const changed = await model.graphs.withParameters(new Map([[name, zero]]));
    const same = await model.graphs.withParameters(new Map());
    const textOnly = [{ image: null, question: 'what city ?', answer: 'rome' }];
    expect(await changed.answerLogProbabilities(textOnly)).toEqual(await same.answerLogProbabilities(textOnly));
    expect(Math.max(...(await changed.embedImages([tinyImage(1)]))[0]!.map(Math.abs))).toBe(0); // its bias starts at 0
    expectClose(await totalsOf(same), await totalsOf(model));
    await Promise.all([changed.close(), same.close()]);
  });

  it('refuses a name that is no parameter and a value of another size', async () => {
    const value = tensor('float32', [2], Float32Array.of(1, 2));
    const said = (values: Map<string, Tensor>) => model.graphs.withParameters(values).then(String, String);
    expect(await said(new Map([['decoder/typo', value]]))).toContain(
      'ModelError: the model has no parameter decoder/typo',
    );
    expect(await said(new Map([[name, value]]))).toContain(`ModelError: ${name} is float32[16, 16]; got float32[2]`);
  });
});

describe('finetune', () => {
  const options: FinetuneOptions = {
    ...{ steps: 4, learningRate: 0.01, imagesPerStep: 2, questionsPerImage: 2, seed: 7 },
    parameters: 'projector+decoder',
  };
  const finetunedTotals = async (changes: Partial<FinetuneOptions> = {}) => {
    const copy = await model.finetune(samples, { ...options, ...changes });
    const totals = await totalsOf(copy);
    await copy.close();
    return totals;
  };

  it('gives the same model for the same seed, another for another, and leaves the original alone', async () => {
    const before = await totalsOf(model);
    const once = await finetunedTotals();
    expect(await finetunedTotals()).toEqual(once);
    expect(await finetunedTotals({ seed: 8 })).not.toEqual(once);
    expect(await totalsOf(model)).toEqual(before);
  });

  it('makes its answers more likely, and says so step by step', async () => {
    const losses: number[] = [];
    const sum = (values: readonly number[]) => values.reduce((total, x) => total + x);
    const after = await finetunedTotals({
      steps: 30,
      onStep: (step, loss) => {
        losses[step - 1] = loss;
      },
    });
    expect(sum(after)).toBeGreaterThan(sum(await totalsOf(model)) + 10);
    expect(losses).toHaveLength(30);
    expect(losses[29]).toBeLessThan(losses[0]!);
  });

  it('trains only the part it is told to', async () => {
    const copy = await model.finetune(samples, { ...options, parameters: 'projector' });
    const textOnly = [{ image: null, question: 'what city ?', answer: 'rome' }];
    expect(await copy.answerLogProbabilities(textOnly)).toEqual(await model.answerLogProbabilities(textOnly));
    expect(await totalsOf(copy)).not.toEqual(await totalsOf(model));
    await copy.close();
  });

  it('stops when its step callback throws', async () => {
    const steps: number[] = [];
    const stop = (step: number) => {
      steps.push(step);
      if (step === 2) throw new Error('enough');
    };
    await expect(model.finetune(samples, { ...options, onStep: stop })).rejects.toThrow('enough');
    expect(steps).toEqual([1, 2]);
  });

  it('refuses samples without a single image', async () => {
    const blind = samples.map((sample) => ({ ...sample, image: null }));
    await expect(model.finetune(blind, options)).rejects.toThrow('no sample has an image; give at least one');
  });
});

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 4));
}
