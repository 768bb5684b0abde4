import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphBuilder } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Damage } from '../../../../test/support/damage-checkpoint.js';
import { mergedDecoder } from '../../../../test/support/merged-decoder.js';
import { tinyImage, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { diagnose } from '../doctor.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { VisionLanguageModel } from '../port.js';

let root: string;
let [plain, merged, copy]: VisionLanguageModel[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'merged-'));
  for (const name of ['plain', 'merged']) await writeTinyCheckpoint(join(root, name));
  await new Damage(join(root, 'merged')).graph('onnx/decoder_model_merged.onnx', mergedDecoder);
  plain = await openCheckpoint(join(root, 'plain'));
  merged = await openCheckpoint(join(root, 'merged'));
  copy = await merged.graphs.withParameters(new Map());
});
afterAll(async () => {
  for (const model of [plain, merged, copy]) await model?.close();
  await rm(root, { recursive: true });
});

const prompts = [1, 2].map((seed) => ({ image: tinyImage(seed), question: seed === 1 ? 'what city ?' : 'job ?' }));
const lessons = prompts.map((prompt) => ({ ...prompt, answer: 'new york painter' }));

describe('a checkpoint whose decoder has a branch with a cache and one without', () => {
  it('answers as the one decoder does that both branches are made of', async () => {
    const expected = await plain!.generate(prompts, { maxNewTokens: 5 });
    expect(expected.join(' ').split(' ').length).toBeGreaterThan(2);
    expect(await merged!.generate(prompts, { maxNewTokens: 5 })).toEqual(expected);
    expect(await merged!.answerLogProbabilities(lessons)).toEqual(await plain!.answerLogProbabilities(lessons));
  });

  it('answers the same as a changed copy, which has the branch without a cache only', async () => {
    expect(await copy!.generate(prompts, { maxNewTokens: 5 })).toEqual(
      await plain!.generate(prompts, { maxNewTokens: 5 }),
    );
  });

  it('has gradients', async () => {
    const { gradients } = await diagnose(join(root, 'merged'));
    expect(gradients).toBe(true);
    const pixels = tensor('float32', [2, 3, 16, 16], new Float32Array(2 * 3 * 16 * 16).fill(0.5));
    const totals = await Promise.all(
      [plain!, merged!].map(async ({ graphs }) => {
        const g = new GraphBuilder();
        const text = graphs.encodeText(lessons);
        const features = graphs.imageFeatures(g, g.input('pixels', 'float32', pixels.dims));
        g.output(graphs.answerLogProbabilities(g, features, text).tokens, 'tokens');
        const session = await graphs.open(g);
        const { tokens } = await session.run({ ...text.feeds, pixels });
        await session.close();
        return tokens;
      }),
    );
    expect(totals[1]).toEqual(totals[0]);
  });
});
