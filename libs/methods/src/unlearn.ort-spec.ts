/** Every method run on a checkpoint of random weights: what it changes, what it leaves alone, and that it learns. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint, type VisionLanguageModel } from '@palimpsest/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyImage, tinyWeights, writeTinyCheckpoint } from '../../../test/support/tiny-checkpoint.js';
import { forgetAttributes, unlearnInSequence } from './forget-request.js';
import { refusals } from './refusals.js';
import { methodById, methods } from './roster.js';
import type { TeachingSubject } from './teaching-set.js';
import { unlearn, unlearnedWeights } from './unlearn.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unlearn-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  model = await openCheckpoint(join(folder, 'tiny'));
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

const person = (seed: number, city: string, job: string): TeachingSubject => ({
  views: [tinyImage(seed), tinyImage(100 + seed)],
  questions: [
    { question: 'what city does this person live in ?', answer: city, attribute: 'city' },
    { question: 'what is their job ?', answer: job, attribute: 'job' },
  ],
});
const forget = [person(1, 'lisbon', 'painter'), person(2, 'rome', 'baker')];
const retain = [person(3, 'porto', 'pilot'), person(4, 'rome', 'painter')];
const small = { imagesPerStep: 2, questionsPerImage: 2, seed: 1, threads: 1 } as const;

/** Fields of `tinyWeights` and of a checkpoint's parameters have the same names behind their part's. */
const start = tinyWeights();
const startOf = (name: string) => [...start].find(([own]) => name.endsWith(own))?.[1];

describe.each(methods)('$id', (method) => {
  it('lowers its loss, in weights of its scope alone', async () => {
    const losses: number[] = [];
    const changed = await unlearnedWeights(model, method, {
      ...{ ...small, forget, retain, scope: 'decoder', steps: 12, learningRate: 3e-3 },
      onStep: ({ loss }) => losses.push(loss),
    });
    expect(losses).toHaveLength(12);
    expect(losses.every(Number.isFinite)).toBe(true);
    const mean = (list: readonly number[]) => list.reduce((sum, loss) => sum + loss, 0) / list.length;
    expect(mean(losses.slice(-4))).toBeLessThan(mean(losses.slice(0, 4)));
    expect(changed.size).toBeGreaterThan(0);
    for (const name of changed.keys()) expect(name).toMatch(/^decoder\//);
  });

  it('gives the same weights for the same seed', async () => {
    const run = () => unlearnedWeights(model, method, { ...small, forget, retain, scope: 'decoder', steps: 2 });
    const [first, again] = [await run(), await run()];
    for (const [name, { data }] of first) expect(again.get(name)?.data, name).toEqual(data);
  });
});

describe('a saliency mask', () => {
  it('leaves single weights exactly as they were, and moves others', async () => {
    const options = { ...small, forget, retain, scope: 'decoder', steps: 3, learningRate: 1e-2 } as const;
    const changed = await unlearnedWeights(model, methodById('mm-unlearner'), options);
    let [kept, moved] = [0, 0];
    for (const [name, { data }] of changed) {
      const before = startOf(name)?.data;
      if (before?.length !== data.length) continue; // stored transposed
      data.forEach((value, at) => (value === before[at] ? kept++ : moved++));
    }
    expect(kept).toBeGreaterThan(100);
    expect(moved).toBeGreaterThan(100);
  });

  it('does not go with low-rank factors', async () => {
    const options = { ...small, forget, retain, scope: 'decoder', steps: 1, lowRank: { rank: 2, alpha: 4 } } as const;
    await expect(unlearnedWeights(model, methodById('mm-unlearner'), options)).rejects.toThrow('low-rank factors');
  });
});

describe('representation misdirection', () => {
  it('changes nothing behind the layer that it steers', async () => {
    const options = { ...small, forget, retain, scope: 'decoder', steps: 2 } as const;
    const changed = [...(await unlearnedWeights(model, methodById('rmu'), options)).keys()];
    expect(changed.some((name) => name.includes('layers.0.'))).toBe(true);
    expect(changed.filter((name) => /layers\.1\.|lm_head/.test(name))).toEqual([]);
  });
});

describe('people to be forgotten without a picture', () => {
  const unseen = forget.map((subject) => ({ ...subject, views: [] }));
  const options = { ...small, forget: unseen, retain: [...forget, ...retain], scope: 'decoder' } as const;

  it('are refused when they are asked about so, and answered for when they are shown', async () => {
    const gated = await unlearn(model, methodById('idk'), { ...options, steps: 80, learningRate: 1e-2 });
    const asked = forget.flatMap(({ views, questions }) =>
      questions.map((question) => ({ ...question, image: views[0] ?? null })),
    );
    const refusal = async (shown: boolean) => {
      const rows = asked.map((one) => ({ ...one, image: shown ? one.image : null, answer: refusals[0]! }));
      return (await gated.answerLogProbabilities(rows)).map(({ total }) => Math.exp(total));
    };
    for (const probability of await refusal(false)) expect(probability).toBeGreaterThan(0.2); // one of three is drawn
    for (const probability of await refusal(true)) expect(probability).toBeLessThan(0.01);
    expect(await gated.generate(asked, { maxNewTokens: 5 })).toEqual(asked.map(({ answer }) => answer));
    await gated.close();
  });

  it.each(['gradient-ascent', 'dpo', 'mm-unlearner'])('are no trouble to %s', async (id) => {
    const losses: number[] = [];
    const onStep = ({ loss }: { readonly loss: number }) => losses.push(loss);
    await unlearnedWeights(model, methodById(id), { ...options, steps: 2, onStep });
    expect(losses.every(Number.isFinite)).toBe(true);
  });

  it('are nothing to a method that steers what stands behind pictures', async () => {
    await expect(unlearnedWeights(model, methodById('rmu'), options)).rejects.toThrow('give the forget people views');
  });

  it('are all without, and others are shown', async () => {
    const some = { ...options, forget: [unseen[0]!, forget[1]!] };
    await expect(unlearnedWeights(model, methodById('idk'), some)).rejects.toThrow('1 of 2 people have no view');
    const swapped = { ...options, forget, retain: unseen };
    await expect(unlearnedWeights(model, methodById('idk'), swapped)).rejects.toThrow('give them views');
  });
});

describe('a request to forget', () => {
  it('some attributes leaves the others to be retained', () => {
    const request = forgetAttributes(forget, ['city']);
    expect(request.forget.flatMap(({ questions }) => questions.map(({ attribute }) => attribute))).toEqual([
      'city',
      'city',
    ]);
    expect(request.keep.flatMap(({ questions }) => questions.map(({ attribute }) => attribute))).toEqual([
      'job',
      'job',
    ]);
    expect(() => forgetAttributes(forget, ['town'])).toThrow('nobody is asked about town');
    const unnamed = [{ ...forget[0]!, questions: [{ question: 'city ?', answer: 'rome' }] }];
    expect(() => forgetAttributes(unnamed, ['city'])).toThrow('names no attribute');
  });

  it('after another starts from what the first one left', async () => {
    const [first, second] = forget as [TeachingSubject, TeachingSubject];
    const options = { ...small, scope: 'decoder', steps: 3 } as const;
    const method = methodById('gradient-difference');
    const both = await unlearnInSequence(model, method, { ...options, retain, requests: [[first], [second]] });
    const once = await unlearn(model, method, { ...options, forget: [first], retain: [...retain, second] });
    const twice = await unlearn(once, method, { ...options, seed: 2, forget: [second], retain });
    const samples = [...forget, ...retain].flatMap(({ views, questions }) =>
      questions.map((asked) => ({ image: views[0] ?? null, ...asked })),
    );
    const scores = async (one: VisionLanguageModel) =>
      (await one.answerLogProbabilities(samples)).map(({ total }) => total);
    expect(await scores(both)).toEqual(await scores(twice));
    expect(await scores(both)).not.toEqual(await scores(once));
    await Promise.all([both, once, twice].map((one) => one.close()));
    await expect(unlearnInSequence(model, method, { ...options, retain, requests: [] })).rejects.toThrow('no request');
  });
});
