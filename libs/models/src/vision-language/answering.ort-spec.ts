import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession, type Session } from '@palimpsest/runtime';
import { tensor } from '@palimpsest/tensor';
import { toNchw } from '@palimpsest/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedLogProbability } from '../../../../test/support/packed-answers.js';
import {
  tinyImage,
  tinyTokenizer,
  tinyWeights,
  writeTinyCheckpoint,
} from '../../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { Prompt, VisionLanguageModel } from '../port.js';
import { families } from '../family.js';
import { readSequences } from './decoding.js';
import { argMax } from './log-softmax.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answering-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  model = await openCheckpoint(join(folder, 'tiny'));
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

const questions = ['what city ?', 'what is their job ?', 'does this person live in rome ?', 'city ?'];
const images = [tinyImage(1), tinyImage(2), tinyImage(3)];
/** Several images, lengths from one word to six, and one question without an image. */
const prompts: readonly Prompt[] = [
  ...images.flatMap((image) => questions.map((question) => ({ image, question }))),
  { image: null, question: 'what city ?' },
];
const answered = prompts.map((prompt, at) => ({ ...prompt, answer: ['lisbon', 'new york', 'a b rome'][at % 3]! }));

describe('generate', () => {
  it('gives with a growing cache the answers of reading everything again for every token', async () => {
    const part = (name: string) => openSession({ file: join(folder, 'tiny', 'onnx', `${name}.onnx`) });
    const [encoder, embedTokens, decoder] = [
      await part('vision_encoder'),
      await part('embed_tokens'),
      await part('decoder_model_merged'),
    ];
    const [image, end] = [tinyTokenizer.mark('image'), tinyTokenizer.mark('end')];
    const sizes = { layers: 2, keyValueHeads: 2, headWidth: 4 };
    const sessions = {
      embedTokens,
      decoder,
      sizes,
      imageId: image,
      padId: 0,
      family: families.llava,
      keepsCache: true,
    };
    const answerOf = async ({ image: picture, question }: Prompt): Promise<string> => {
      const user = tinyTokenizer.mark('user');
      const ids = [user, image, ...tinyTokenizer.encode(question), tinyTokenizer.mark('assistant')];
      const features = await featuresOf(encoder, picture!);
      const start = ids.length;
      while (ids.length < start + 6) {
        const { logits } = await readSequences(sessions, [{ ids, features }]);
        const [, width, size] = logits.dims as [number, number, number];
        const next = argMax(logits.data, (width - 1) * size, size);
        if (next === end) break;
        ids.push(next);
      }
      return tinyTokenizer.decode(ids.slice(start));
    };
    const shown = prompts.filter(({ image: picture }) => picture !== null);
    const again: string[] = [];
    for (const prompt of shown) again.push(await answerOf(prompt));
    await Promise.all([encoder, embedTokens, decoder].map((session) => session.close()));
    expect(await model.generate(shown, { maxNewTokens: 6 })).toEqual(again);
    expect(new Set(again).size).toBeGreaterThan(4); // the comparison is not one of constants
    expect(again.some((answer) => answer.split(' ').length > 2)).toBe(true);
  });

  it('gives a prompt the same answer alone, in a batch of other lengths, and past the largest batch', async () => {
    const together = await model.generate(prompts, { maxNewTokens: 5 });
    const alone: string[] = [];
    for (const prompt of prompts) alone.push(...(await model.generate([prompt], { maxNewTokens: 5 })));
    expect(together).toEqual(alone);
    const many = Array.from({ length: 6 }, () => prompts).flat();
    expect(many.length).toBeGreaterThan(64);
    expect(await model.generate(many, { maxNewTokens: 5 })).toEqual(many.map((_, at) => alone[at % alone.length]));
  });

  it('answers nothing when nothing is asked or no token may be given', async () => {
    expect(await model.generate([], { maxNewTokens: 5 })).toEqual([]);
    expect(await model.generate(prompts.slice(0, 2), { maxNewTokens: 0 })).toEqual(['', '']);
  });
});

describe('an answer that is begun', () => {
  it('goes on behind its first words', async () => {
    const whole = await model.generate(prompts, { maxNewTokens: 2 });
    const twoWords = prompts.flatMap((prompt, at) => {
      const [first = '', second] = whole[at]?.split(' ') ?? [];
      return second ? [{ prompt: { ...prompt, prefill: first }, second }] : [];
    });
    expect(twoWords.length).toBeGreaterThan(4);
    const begun = twoWords.map(({ prompt }) => prompt);
    expect(await model.generate(begun, { maxNewTokens: 1 })).toEqual(twoWords.map(({ second }) => second));
  });
});

describe('drawn answers', () => {
  it('are the same for the same seed, others for another, and greedy ones when it is cold', async () => {
    const draw = (seed: string, temperature = 1) =>
      model.generate(prompts, { maxNewTokens: 5, sampling: { temperature, seed } });
    const [first, again, other] = [await draw('a'), await draw('a'), await draw('b')];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(await draw('a', 1e-9)).toEqual(await model.generate(prompts, { maxNewTokens: 5 }));
  });
});

describe('answerLogProbabilities', () => {
  it('say which tokens greedy decoding would give', async () => {
    const next = await model.generate(prompts, { maxNewTokens: 1 });
    const words = ['lisbon', 'york', 'rome', 'baker', 'in', 'porto'];
    for (const answer of words) {
      const scores = await model.answerLogProbabilities(prompts.map((prompt) => ({ ...prompt, answer })));
      expect(scores.map(({ greedy }) => greedy[0])).toEqual(next.map((word) => word === answer));
    }
    expect(words.some((word) => next.includes(word))).toBe(true);
  });

  it('say how far each token is from the mean, in deviations', async () => {
    const scores = await model.answerLogProbabilities(answered);
    for (const { tokens, standardised, greedy } of scores) {
      expect(standardised).toHaveLength(tokens.length);
      standardised.forEach((z, at) => expect(Number.isFinite(z) && (!greedy[at] || z >= 0)).toBe(true));
    }
  });

  it('are those of each sample alone: padding changes nothing', async () => {
    const together = await model.answerLogProbabilities(answered);
    for (const [at, sample] of answered.entries()) {
      const [alone] = await model.answerLogProbabilities([sample]);
      expect(together[at]!.tokens).toHaveLength(alone!.tokens.length);
      alone!.tokens.forEach((value, token) => expect(together[at]!.tokens[token]).toBeCloseTo(value, 4));
      expect(together[at]!.total).toBeCloseTo(
        alone!.tokens.reduce((sum, x) => sum + x),
        4,
      );
    }
  });

  it('are those of the packed training graph', async () => {
    const [image] = images as [(typeof images)[number]];
    const lesson = [
      { text: 'what city ?', answer: 'lisbon' },
      { text: 'what is their job ?', answer: 'new york painter' },
      { text: 'city ?', answer: 'rome' },
    ];
    const scores = await model.answerLogProbabilities(
      lesson.map(({ text, answer }) => ({ image, question: text, answer })),
    );
    const tokens = scores.flatMap((score) => score.tokens);
    expect(tokens).toHaveLength(2 + 4 + 2); // words and end marks
    const mean = tokens.reduce((sum, x) => sum + x) / tokens.length;
    expect(mean).toBeCloseTo(await packedLogProbability(tinyWeights(), image, lesson), 4);
  });

  it('are those of the graph that attacks differentiate', async () => {
    const shown = answered.filter(({ image }) => image !== null);
    const g = new GraphBuilder();
    const pixels = g.input('pixels', 'float32', [shown.length, 3, 16, 16]);
    const text = model.graphs.encodeText(shown, 20); // longer than any: padded on the right
    const scores = model.graphs.answerLogProbabilities(g, model.graphs.imageFeatures(g, pixels), text);
    g.output(g.reduceSum(scores.tokens, [1], false), 'totals');
    const session = await model.graphs.open(g);
    const data = toNchw(shown.map(({ image }) => image!));
    const { totals } = await session.run({ ...text.feeds, pixels: tensor('float32', [shown.length, 3, 16, 16], data) });
    await session.close();
    const expected = await model.answerLogProbabilities(shown);
    expected.forEach(({ total }, at) => expect(Number(totals!.data[at])).toBeCloseTo(total, 3));
  });

  it('are those of one graph for questions with a picture and without', async () => {
    const [shown, unseen] = [answered.slice(0, 2), answered.slice(2, 6).map((one) => ({ ...one, image: null }))];
    const g = new GraphBuilder();
    const features = model.graphs.imageFeatures(g, g.input('pixels', 'float32', [shown.length, 3, 16, 16]));
    const texts = [model.graphs.encodeText(shown), model.graphs.encodeUnseenText(unseen)] as const;
    const scores = [
      model.graphs.answerLogProbabilities(g, features, texts[0]),
      model.graphs.answerLogProbabilities(g, null, texts[1]),
    ];
    const totalOf = scores.map(({ tokens }) => g.reduceSum(tokens, [1], false));
    g.output(g.concat(totalOf, 0), 'totals');
    const session = await model.graphs.open(g);
    const pixels = tensor('float32', [shown.length, 3, 16, 16], toNchw(shown.map(({ image }) => image!)));
    const { totals } = await session.run({ ...texts[0].feeds, ...texts[1].feeds, pixels });
    await session.close();
    const expected = await model.answerLogProbabilities([...shown, ...unseen]);
    expected.forEach(({ total }, at) => expect(Number(totals!.data[at])).toBeCloseTo(total, 3));
  });
});

describe('choiceLogProbabilities', () => {
  /** Mean per token of the answer without its end mark. */
  const meanOf = async (prompt: Prompt, choice: string) => {
    const [score] = await model.answerLogProbabilities([{ ...prompt, answer: choice }]);
    const words = score!.tokens.slice(0, -1);
    return words.reduce((sum, x) => sum + x) / words.length;
  };

  it.each([
    ['one word each', ['lisbon', 'porto', 'rome']],
    ['of several lengths', ['lisbon', 'new york', 'new york painter']],
  ])('are the mean log-probability per word of choices of %s', async (_, choices) => {
    const some = prompts.slice(0, 5);
    const scores = await model.choiceLogProbabilities(
      some,
      some.map(() => choices),
    );
    for (const [row, prompt] of some.entries()) {
      for (const [at, choice] of choices.entries()) {
        expect(scores[row]![at]).toBeCloseTo(await meanOf(prompt, choice), 4);
      }
    }
  });

  it('may differ in number from prompt to prompt', async () => {
    const scores = await model.choiceLogProbabilities(prompts.slice(0, 3), [['rome'], ['porto', 'new york'], []]);
    expect(scores.map((row) => row.length)).toEqual([1, 2, 0]);
  });

  it('refuses a choice without a word, which would have no mean', async () => {
    await expect(model.choiceLogProbabilities(prompts.slice(0, 1), [['rome', '?']])).rejects.toThrow(
      'a choice has no token for this tokenizer',
    );
  });
});

describe('embedImages', () => {
  it('is the mean of the projected tokens', async () => {
    const encoder = await openSession({ file: join(folder, 'tiny', 'onnx', 'vision_encoder.onnx') });
    const embeddings = await model.embedImages(images);
    for (const [at, image] of images.entries()) {
      const features = await featuresOf(encoder, image); // 4 tokens of width 16
      const mean = Array.from(
        { length: 16 },
        (_, i) => [0, 1, 2, 3].reduce((sum, t) => sum + features[16 * t + i]!, 0) / 4,
      );
      mean.forEach((value, i) => expect(embeddings[at]![i]).toBeCloseTo(value, 5));
    }
    await encoder.close();
    expect(await model.embedImages([])).toEqual([]);
  });

  it('refuses an image that is not on the grid, as every other question about it does', async () => {
    const message = 'an image is 20×12 where the model reads 16×16; bring it to the grid with prepare()';
    const image = tinyImage(4, 20, 12);
    await expect(model.embedImages([images[0]!, image])).rejects.toThrow(message);
    await expect(model.generate([{ image, question: 'what city ?' }], { maxNewTokens: 1 })).rejects.toThrow(message);
    expect(await model.embedImages([await model.prepare(image)])).toHaveLength(1);
  });
});

/** (x/255 − 0.5)/0.25 through the encoder: [tokens · hidden]. */
async function featuresOf(encoder: Session, image: ReturnType<typeof tinyImage>): Promise<Float32Array> {
  const pixels = toNchw([image]).map((x) => (x - 0.5) / 0.25);
  const { image_features } = await encoder.run({ pixel_values: tensor('float32', [1, 3, 16, 16], pixels) });
  return image_features!.data as Float32Array;
}
