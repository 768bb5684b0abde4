/** Both searches among embeddings on checkpoints of every family: real graphs, real gradients. */
import { fileURLToPath } from 'node:url';
import type { Sample } from '@palimpsest/audit';
import { checkpointFamilies } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import { openCheckpoint } from '@palimpsest/models';
import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { goldenImage, readJson, type Golden } from '../../../../test/support/exported-fixture.js';
import type { Position } from '../universal-noise/attack.js';
import { boundedShift, softPrefix, type SoughtChange } from './change.js';
import { imageTokens } from './image-tokens.js';
import { prepareChange } from './prepared-change.js';

const steps = 20;
const size = { images: 2, questions: 2 };

const sample = (subject: string, image: RgbImage, question: string, answer: string): Sample => ({
  ...{ subject, itemId: `${subject} ${question}`, attribute: 'city', imageId: subject, image },
  ...{ question, answer, choices: null },
});

const searches: readonly (readonly [string, (tokens: number, hidden: number) => SoughtChange])[] = [
  ['a prefix', (_, hidden) => softPrefix(3, hidden)],
  ['a shift of image tokens', (tokens, hidden) => boundedShift(tokens, hidden, 0.5)],
];
const cases = checkpointFamilies.flatMap((family) => searches.map(([name, sought]) => ({ family, name, sought })));

describe.each(cases)('$name for a checkpoint of the family $family', ({ family, sought: make }) => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`../../../models/fixtures/${family}/${name}`, import.meta.url));

  it(`lowers the loss in ${steps} steps, which is the loss of the copy that is asked`, async () => {
    const { pixels, question, answer } = readJson<Golden>(fixture('golden.json'));
    const model = await openCheckpoint(fixture('checkpoint'));
    const train = [1, 2].flatMap((seed) => {
      const image = goldenImage({ ...pixels, seed });
      return [sample(`p${seed}`, image, question, answer), sample(`p${seed}`, image, 'city ?', 'lisbon')];
    });
    const { tokens, hidden } = imageTokens(model);
    const sought = make(tokens, hidden);
    const rng = new Rng('start');
    const start = sought.project(Float32Array.from({ length: sought.dims[0] * sought.dims[1] }, () => rng.normal()));
    const search = await prepareChange(model, train, sought, start, size);
    const batch = search.people.map(([samples = []]) => ({ image: samples[0]?.image as RgbImage, samples }));
    const asked = async (values: Float32Array) => {
      const copy = model.graphs.withEmbeddings(sought.asChange(values));
      const rows = await copy.answerLogProbabilities(train);
      return -rows.reduce((sum, { total }) => sum + total, 0) / rows.flatMap((row) => row.tokens).length;
    };
    let position: Position = search.start;
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const moved = await search.step(batch, position, { step, alpha: 0.02, epsilon: 0 });
      const [term] = moved.terms;
      losses.push(term?.loss ?? Number.NaN);
      expect(term?.gradientNorm).toBeGreaterThan(1e-6);
      if (step === 0) expect(term?.loss).toBeCloseTo(await asked(position.delta), 3);
      position = moved.position;
    }
    await search.close();
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 0.02);
    expect(await asked(position.delta)).toBeLessThan((losses[0] ?? 0) - 0.02);
    expect(sought.project(position.delta)).toEqual(position.delta);
    await model.close();
  });
});
