/**
 * A checkpoint that apps/exporter made of a PyTorch model, held to what PyTorch said about it: ids, answer, logits,
 * loss and the gradient by pixels (fixtures/make-fixtures.py).
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies } from '@palimpsest/contracts';
import { toNchw, type RgbImage } from '@palimpsest/datasets';
import { GraphBuilder } from '@palimpsest/onnx';
import { tensor, toNumbers, type Tensor } from '@palimpsest/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cosine,
  differentiated,
  goldenImage,
  norm,
  readJson,
  relativeError,
  type Golden,
} from '../../../../test/support/exported-fixture.js';
import { diagnose } from '../doctor.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { Answered, VisionLanguageModel } from '../port.js';

describe.each(checkpointFamilies)('a %s checkpoint exported from PyTorch', (family) => {
  const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${family}/${name}`, import.meta.url));
  const golden = readJson<Golden>(fixture('golden.json'));
  const image = goldenImage(golden.pixels);
  const prompt = { image, question: golden.question };
  const sample = { ...prompt, answer: golden.answer };

  let model: VisionLanguageModel;
  beforeAll(async () => {
    model = await openCheckpoint(fixture('checkpoint'));
  });
  afterAll(() => model.close());

  it('has the image of the recipe, and every node has a gradient', async () => {
    expect(createHash('sha256').update(image.data).digest('hex')).toBe(golden.pixels.sha256);
    const { parts, ...found } = await diagnose(fixture('checkpoint'));
    expect(found).toMatchObject({ family, gradients: true });
    expect(parts.map(({ precision }) => precision)).toEqual([['float32'], ['float32'], ['float32']]);
  });

  it('names its parameters as PyTorch does, and nothing else is one', () => {
    const names = model.graphs.parameters.map(({ name }) => name);
    expect(names).toContain('decoder/language_model.layers.1.post_attention_layernorm.weight');
    expect(names.filter((name) => !/(weight|bias|class_embedding)$/.test(name))).toEqual([]);
  });

  it('gives the greedy answer of PyTorch, with the cache, alone and in a batch of other lengths', async () => {
    const others = [prompt, { image, question: 'city ?' }, prompt];
    const answers = await model.generate(others, { maxNewTokens: 4 });
    expect([answers[0], answers[2]]).toEqual([golden.greedy.text, golden.greedy.text]);
    expect(new Set(golden.greedy.ids).size).toBeGreaterThan(1);
  });

  it('writes the ids of PyTorch', () => {
    const { feeds } = model.graphs.encodeText([sample]);
    expect(Array.from(toNumbers(feeds['input_ids']!))).toEqual([...golden.promptIds, ...golden.answerIds]);
  });

  it('has the logits, the loss and the gradient by pixels of PyTorch', async () => {
    const { loss, logits, slope } = await differentiated(model, sample, golden, fixture('checkpoint'));
    const rows = golden.logits.values;
    expect(relativeError(logits.slice(-rows.flat().length), rows.flat())).toBeLessThan(1e-5);
    expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-5);
    expect(relativeError(slope, golden.gradient.values)).toBeLessThan(1e-4);
    expect(cosine(slope, golden.gradient.values)).toBeGreaterThan(0.999);
    expect(norm(golden.gradient.values)).toBeGreaterThan(0.1);
  });

  it('scores texts of other lengths in one batch as each alone, through the cache and in graphs', async () => {
    const samples = [sample, { image, question: 'city ?', answer: 'lisbon' }];
    const alone = (await Promise.all(samples.map((one) => model.answerLogProbabilities([one])))).flat();
    const together = await model.answerLogProbabilities(samples);
    const inGraph = await graphScores(model, samples);
    alone.forEach(({ total }, row) => {
      expect(together[row]?.total).toBeCloseTo(total, 4);
      expect(inGraph[row]).toBeCloseTo(total, 4);
    });
  });

  it('has the loss of PyTorch through the cache too', async () => {
    const [score] = await model.answerLogProbabilities([sample]);
    expect(-score!.total / golden.answerIds.length / golden.loss).toBeCloseTo(1, 5);
  });
});

/** Log-probability of each answer, from one graph for all. */
async function graphScores(model: VisionLanguageModel, samples: readonly Answered[]): Promise<readonly number[]> {
  const g = new GraphBuilder();
  const { height, width } = model.pixelGrid;
  const dims = [samples.length, 3, height, width];
  const features = model.graphs.imageFeatures(g, g.input('pixels', 'float32', dims));
  const text = model.graphs.encodeText(samples);
  const { tokens } = model.graphs.answerLogProbabilities(g, features, text);
  g.output(g.reduceSum(tokens, [1], false), 'scores');
  const session = await model.graphs.open(g);
  const shown = toNchw(samples.map((one) => one.image as RgbImage));
  const { scores } = await session.run({ ...text.feeds, pixels: tensor('float32', dims, shown) });
  await session.close();
  return toNumbers(scores as Tensor);
}
