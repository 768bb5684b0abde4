/**
 * Changed embeddings on checkpoints of every family: the copy that is asked reads what a graph with the same change reads,
 * alone and in batches of other lengths, with a picture and without one.
 */
import { fileURLToPath } from 'node:url';
import { checkpointFamilies } from '@palimpsest/contracts';
import { toNchw } from '@palimpsest/datasets';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { Rng, tensor, toNumbers, type Tensor } from '@palimpsest/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenImage, readJson, type Golden } from '../../../../test/support/exported-fixture.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { EmbeddingChange, VisionLanguageModel } from '../port.js';

describe.each(checkpointFamilies)('changed embeddings of a checkpoint of the family %s', (family) => {
  const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${family}/${name}`, import.meta.url));
  const { pixels, question, answer } = readJson<Golden>(fixture('golden.json'));
  const image = goldenImage(pixels);
  const samples = [
    { image, question, answer },
    { image, question: 'city ?', answer: 'lisbon' },
  ];
  let model: VisionLanguageModel;
  let change: Required<EmbeddingChange>;
  beforeAll(async () => {
    model = await openCheckpoint(fixture('checkpoint'));
    const [, tokens, hidden] = featuresOf(new GraphBuilder(), 1).shape as readonly [number, number, number];
    const rng = new Rng('change');
    const matrix = (rows: number, size: number) =>
      tensor(
        'float32',
        [rows, hidden],
        Float32Array.from({ length: rows * hidden }, () => size * rng.normal()),
      );
    change = { prefix: matrix(3, 0.5), imageShift: matrix(tokens, 0.3) };
  });
  afterAll(() => model.close());

  const featuresOf = (g: GraphBuilder, images: number) =>
    model.graphs.imageFeatures(g, g.input('pixels', 'float32', [images, 3, pixels.height, pixels.width]));

  async function inGraph({ prefix, imageShift }: EmbeddingChange): Promise<readonly number[]> {
    const g = new GraphBuilder();
    const shown = featuresOf(g, samples.length);
    const lengths = g.sqrt(g.reduceSum(g.mul(shown, shown), [2], true));
    const features = imageShift ? g.add(shown, g.mul(lengths, g.constant('shift', imageShift))) : shown;
    const inserted: { prefix?: Value } = prefix ? { prefix: g.constant('prefix', prefix) } : {};
    const text = model.graphs.encodeText(samples);
    const { tokens } = model.graphs.answerLogProbabilities(g, features, { ...text, ...inserted });
    g.output(g.reduceSum(tokens, [1], false), 'scores');
    const session = await model.graphs.open(g);
    const dims = [samples.length, 3, pixels.height, pixels.width];
    const data = toNchw(samples.map(() => image));
    const { scores } = await session.run({ ...text.feeds, pixels: tensor('float32', dims, data) });
    await session.close();
    return toNumbers(scores as Tensor);
  }

  const asked = async (given: EmbeddingChange, of = samples) =>
    (await model.graphs.withEmbeddings(given).answerLogProbabilities(of)).map(({ total }) => total);

  it('are read by the copy as by a graph with the same change', async () => {
    const plain = (await model.answerLogProbabilities(samples)).map(({ total }) => total);
    for (const given of [{ prefix: change.prefix }, { imageShift: change.imageShift }, change]) {
      const [copy, graph] = [await asked(given), await inGraph(given)];
      copy.forEach((score, row) => {
        expect(score).toBeCloseTo(graph[row] ?? Number.NaN, 3);
        expect(Math.abs(score - (plain[row] ?? Number.NaN))).toBeGreaterThan(1e-3);
      });
    }
  });

  it('are read in replies, with the cache, and leave the model as it was', async () => {
    const options = { maxNewTokens: 4 };
    const before = await model.generate(samples, options);
    const copy = model.graphs.withEmbeddings(change);
    const together = await copy.generate(samples, options);
    for (const [row, sample] of samples.entries())
      expect((await copy.generate([sample], options))[0]).toBe(together[row]);
    await copy.close();
    expect(await model.generate(samples, options)).toEqual(before);
  });

  it('stand in the place of a picture where there is none', async () => {
    const blind = samples.map((sample) => ({ ...sample, image: null as unknown as typeof image }));
    const [plain, changed] = [await model.answerLogProbabilities(blind), await asked(change, blind)];
    changed.forEach((score, row) => expect(Math.abs(score - (plain[row]?.total ?? 0))).toBeGreaterThan(1e-3));
    expect(await asked({ imageShift: change.imageShift }, blind)).toEqual(plain.map(({ total }) => total));
  });

  it('of another size are refused', async () => {
    const narrow = tensor('float32', [1, 2], Float32Array.of(1, 1));
    expect(() => model.graphs.withEmbeddings({ prefix: narrow })).toThrow(/the decoder reads rows of/);
    const few = { dims: [1, change.prefix.dims[1] ?? 0], data: change.prefix.data.slice(0, change.prefix.dims[1]) };
    await expect(asked({ imageShift: tensor('float32', few.dims, few.data) })).rejects.toThrow(
      /one row per image token/,
    );
  });
});
