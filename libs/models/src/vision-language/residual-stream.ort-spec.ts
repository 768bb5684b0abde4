/**
 * The residual stream on checkpoints of every family and storage: that reading it behind a layer is what the model would
 * say if all later layers added nothing, and behind the last one what it says.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies, type CheckpointVariant } from '@palimpsest/contracts';
import { fromNumbers } from '@palimpsest/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { goldenImage, readJson, type Golden } from '../../../../test/support/exported-fixture.js';
import { tinyImage, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { ResidualStream, VisionLanguageModel } from '../port.js';

interface Configuration {
  readonly text_config?: { readonly num_hidden_layers?: number };
  readonly num_hidden_layers?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-stream-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
await writeTinyCheckpoint(join(folder, 'tiny'));

const fixture = (family: string, name: string) =>
  fileURLToPath(new URL(`../../fixtures/${family}/${name}`, import.meta.url));
const checkpoints = [
  ...checkpointFamilies.map((family) => {
    const { pixels, question, answer } = readJson<Golden>(fixture(family, 'golden.json'));
    const samples = [
      { image: goldenImage(pixels), question, answer },
      { image: goldenImage({ ...pixels, seed: 7 }), question: 'city ?', answer: 'lisbon' },
    ];
    return { name: family, at: fixture(family, 'checkpoint'), samples };
  }),
  {
    name: 'reference architecture',
    at: join(folder, 'tiny'),
    samples: [
      { image: tinyImage(1), question: 'what is their job ?', answer: 'new york' },
      { image: tinyImage(2), question: 'what city does this person live in ?', answer: 'pilot' },
    ],
  },
];
type Samples = (typeof checkpoints)[number]['samples'];

function streamOf(model: VisionLanguageModel): ResidualStream {
  const stream = model.graphs.residualStream();
  if (typeof stream === 'string') throw new Error(stream);
  return stream;
}

/** Of every token of the answers. */
async function scores(model: VisionLanguageModel, samples: Samples): Promise<readonly number[]> {
  return (await model.answerLogProbabilities(samples)).flatMap(({ tokens }) => tokens);
}

async function readBehind(model: VisionLanguageModel, layer: number, samples: Samples): Promise<readonly number[]> {
  const copy = streamOf(model).readAt(layer);
  const read = await scores(copy, samples);
  await copy.close();
  return read;
}

/** A copy whose layers behind `layer` add nothing to the stream. */
function silenced(model: VisionLanguageModel, layer: number): Promise<VisionLanguageModel> {
  const adds = /layers\.(\d+)\..*(o_proj|down_proj)\./;
  const later = model.graphs.parameters.filter(({ name }) => Number(adds.exec(name)?.[1] ?? -1) >= layer);
  const zero = (dims: readonly number[]) => Array<number>(dims.reduce((a, b) => a * b, 1)).fill(0);
  return model.graphs.withParameters(
    new Map(later.map(({ name, dims }) => [name, fromNumbers('float32', dims, zero(dims))])),
  );
}

describe.each(checkpoints)('the residual stream of a checkpoint ($name)', ({ at, samples }) => {
  it('has the layers of its configuration, and the head behind the last one says what the model says', async () => {
    const configuration = readJson<Configuration>(join(at, 'config.json'));
    const model = await openCheckpoint(at);
    const { layers } = streamOf(model);
    expect(layers).toBe(configuration.text_config?.num_hidden_layers ?? configuration.num_hidden_layers);
    const [own, read] = [await scores(model, samples), await readBehind(model, layers, samples)];
    expect(read).toEqual(own);
    const lens = streamOf(model).readAt(layers);
    const options = { maxNewTokens: 3 };
    expect(await lens.generate(samples, options)).toEqual(await model.generate(samples, options));
    await lens.close();
    await model.close();
  });

  it('is what the head would be given if all later layers added nothing', async () => {
    const model = await openCheckpoint(at);
    for (let layer = 1; layer < streamOf(model).layers; layer++) {
      const quiet = await silenced(model, layer);
      const [expected, read] = [await scores(quiet, samples), await readBehind(model, layer, samples)];
      expected.forEach((value, place) => expect(read[place]).toBeCloseTo(value, 4));
      expect(read).not.toEqual(await scores(model, samples));
      await quiet.close();
    }
    await model.close();
  });

  it('is read at the last token of each prompt, alone or in a batch of other lengths', async () => {
    const model = await openCheckpoint(at);
    const stream = streamOf(model);
    const layers = Array.from({ length: stream.layers }, (_, layer) => layer + 1);
    const states = stream.openStates(layers);
    const together = await states.read(samples);
    for (const [place, sample] of samples.entries()) {
      const [alone] = await states.read([sample]);
      expect(together[place]).toHaveLength(stream.layers);
      together[place]?.forEach((state, layer) => {
        expect(state.length).toBeGreaterThan(1);
        state.forEach((value, unit) => expect(value).toBeCloseTo(alone?.[layer]?.[unit] ?? Number.NaN, 3));
      });
    }
    expect(together[0]?.[0]).not.toEqual(together[1]?.[0]);
    const last = stream.openStates([stream.layers]);
    expect(await last.read(samples)).toEqual(together.map((rows) => rows.slice(-1)));
    await last.close();
    await states.close();
    await model.close();
  });

  it('hands over the tokens at either end as a model that draws from them alike', async () => {
    const model = await openCheckpoint(at);
    const copy = streamOf(model).readTokenSet({ making: 'head-projection', layers: [1, 2], most: 1 });
    const read = await scores(copy, samples);
    const inside = read.filter((logProbability) => logProbability > -100);
    const sizes = inside.map((logProbability) => Math.exp(-logProbability));
    sizes.forEach((size) => expect(Math.abs(size - Math.round(size))).toBeLessThan(1e-3));
    sizes.forEach((size) => expect(Math.round(size)).toBeLessThanOrEqual(4)); // two ends of two layers
    expect(read.every((logProbability) => logProbability > -100 || logProbability < -9000)).toBe(true);
    const [first] = samples as [(typeof samples)[number]];
    for (const layer of [1, 2]) {
      const lens = streamOf(model).readAt(layer);
      const [answer = ''] = await lens.generate([first], { maxNewTokens: 1 });
      await lens.close();
      const [score] = await copy.answerLogProbabilities([{ ...first, answer }]);
      if (score?.tokens.length === 2) expect(score.tokens[0], answer).toBeGreaterThan(-100); // a word and the end mark
    }
    await copy.close();
    await model.close();
  });

  it('knows what a layer makes likelier', async () => {
    const model = await openCheckpoint(at);
    const choices = samples.map(() => ['lisbon', 'porto', 'rome']);
    const probabilities = async (layer: number) => {
      const copy = streamOf(model).readAt(layer);
      const read = await copy.choiceLogProbabilities(samples, choices);
      await copy.close();
      return read.map((row) => row.map(Math.exp));
    };
    const [before, behind] = [await probabilities(1), await probabilities(2)];
    const copy = streamOf(model).readGainAt(2);
    const gains = await copy.choiceLogProbabilities(samples, choices);
    await copy.close();
    const order = (values: readonly number[]) => values.map((value) => values.filter((other) => other > value).length);
    gains.forEach((row, place) => {
      const rises = (behind[place] ?? []).map((p, at) => Math.max(p - (before[place]?.[at] ?? 0), 1e-30));
      expect(order(row)).toEqual(order(rises));
    });
    expect(() => streamOf(model).readGainAt(1)).toThrow(RangeError);
    await model.close();
  });
});

const stored: readonly CheckpointVariant[] = ['fp16', 'int8', 'q8', 'q4', 'optimized'];
const variants = checkpointFamilies.flatMap((family) => stored.map((variant) => ({ family, variant })));

it.each(variants)('is found in a checkpoint of the family $family stored as $variant', async ({ family, variant }) => {
  const { samples } = checkpoints.find(({ name }) => name === family) as (typeof checkpoints)[number];
  const model = await openCheckpoint(fixture(family, 'checkpoint'), { variant });
  const [own, read] = [await scores(model, samples), await readBehind(model, streamOf(model).layers, samples)];
  own.forEach((value, place) => expect(read[place]).toBeCloseTo(value, 2));
  await model.close();
});
