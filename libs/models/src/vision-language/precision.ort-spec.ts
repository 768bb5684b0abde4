/**
 * Checkpoints as people have them: of every family the same weights in half precision, quantized in each published form,
 * and with fused operators (fixtures/make-variants.py). The reference is PyTorch with the weights read back from the
 * files, in float32; of fused graphs it is that of the plain ones.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies, type CheckpointVariant } from '@palimpsest/contracts';
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
import type { VisionLanguageModel } from '../port.js';

interface Tolerance {
  /** Relative, in L2, of graphs. */
  readonly gradient: number;
  readonly logits: number;
  readonly loss: number;
  /** Relative, of the files' own arithmetic, which rounds activations too. */
  readonly answered: number;
  /** What doctor calls the decoder's weights. */
  readonly precision: readonly string[];
}

/**
 * Stored weights are the only thing that graphs of 8 and 4 bits round, so they are held as tightly as plain ones;
 * exports of half precision round constants as well.
 */
const tolerances: Readonly<Partial<Record<CheckpointVariant, Tolerance>>> = {
  fp16: { gradient: 5e-3, logits: 1e-3, loss: 1e-3, answered: 1e-3, precision: ['float16'] },
  q8: { gradient: 1e-4, logits: 1e-5, loss: 1e-5, answered: 3e-2, precision: ['float32', 'uint8'] },
  int8: { gradient: 1e-4, logits: 1e-5, loss: 1e-5, answered: 5e-2, precision: ['float32', 'int8'] },
  q4: { gradient: 1e-4, logits: 1e-5, loss: 1e-5, answered: 1e-5, precision: ['float32', 'uint4'] },
  q4f16: { gradient: 5e-3, logits: 1e-3, loss: 1e-3, answered: 1e-3, precision: ['float16', 'uint4'] },
  optimized: { gradient: 1e-4, logits: 1e-5, loss: 1e-5, answered: 1e-5, precision: ['float32'] },
};

const fixture = (family: string, name: string) =>
  fileURLToPath(new URL(`../../fixtures/${family}/${name}`, import.meta.url));

/** Tokenizers differ in the space before punctuation. */
const spaceless = (text = '') => text.replaceAll(' ', '');

const cases = checkpointFamilies.flatMap((family) =>
  Object.entries(tolerances)
    .filter(([variant]) => variant !== 'q4f16' || family === 'qwen2_vl')
    .map(([variant, tolerance]) => ({ family, variant: variant as CheckpointVariant, tolerance })),
);

describe.each(cases)('the $variant graphs of $family', ({ family, variant, tolerance }) => {
  const changed = fixture(family, `golden-${variant}.json`);
  const golden: Golden = {
    ...readJson<Golden>(fixture(family, 'golden.json')),
    ...(existsSync(changed) ? readJson<Partial<Golden>>(changed) : {}),
  };
  const image = goldenImage(golden.pixels);
  const sample = { image, question: golden.question, answer: golden.answer };
  let model: VisionLanguageModel;
  beforeAll(async () => {
    model = await openCheckpoint(fixture(family, 'checkpoint'), { variant });
  });
  afterAll(() => model.close());

  it('are diagnosed: no node without a gradient, and how weights are stored', async () => {
    const { parts, ...found } = await diagnose(fixture(family, 'checkpoint'), variant);
    expect(found).toMatchObject({ family, variant, gradients: true });
    expect(parts.flatMap(({ blocked }) => blocked)).toEqual([]);
    expect(parts.find(({ part }) => part === 'decoder')?.precision).toEqual(tolerance.precision);
  });

  it('have the logits, the loss and the gradient by pixels of PyTorch', async () => {
    const { loss, logits, slope } = await differentiated(model, sample, golden, fixture(family, 'checkpoint'));
    const rows = golden.logits.values.flat();
    const errors = {
      logits: relativeError(logits.slice(-rows.length), rows),
      loss: Math.abs(loss / golden.loss - 1),
      gradient: relativeError(slope, golden.gradient.values),
      cosine: cosine(slope, golden.gradient.values),
    };
    expect(errors.logits).toBeLessThan(tolerance.logits);
    expect(errors.loss).toBeLessThan(tolerance.loss);
    expect(errors.gradient).toBeLessThan(tolerance.gradient);
    expect(errors.cosine).toBeGreaterThan(0.999);
    expect(norm(golden.gradient.values)).toBeGreaterThan(0.1);
  });

  it('give the greedy answer of PyTorch and nearly its loss, through the cache of the files', async () => {
    const answers = await model.generate([sample, { image, question: 'city ?' }, sample], { maxNewTokens: 4 });
    const [score] = await model.answerLogProbabilities([sample]);
    expect(Math.abs(-score!.total / golden.answerIds.length / golden.loss - 1)).toBeLessThan(tolerance.answered);
    const text = spaceless(golden.greedy.text);
    expect([answers[0], answers[2]].map(spaceless)).toEqual([text, text]);
  });
});
