import type { Asked, Sample } from '@palimpsest/audit';
import { fakeModel } from '@palimpsest/audit';
import type { Prompt } from '@palimpsest/models';
import { describe, expect, it } from 'vitest';
import type { PromptVariant } from './variant.js';
import { variants } from './variants.js';

const image = { width: 64, height: 64, data: new Uint8Array(3 * 64 * 64).fill(90) };
const asked: Asked = {
  ...{ question: 'In which city does this person live?', image, attribute: 'city' },
  ...{ choices: ['oslo', 'lima', 'rome'], paraphrases: [] },
};
const retained: readonly Sample[] = ['oslo', 'lima'].flatMap((answer, person) =>
  [0, 1].map((view) => ({
    ...{ subject: `p${person}`, itemId: `p${person}/city`, imageId: `${person}/${view}`, attribute: 'city', image },
    ...{ question: asked.question, answer, choices: null },
  })),
);
const variantOf = (id: string) => variants.find((variant) => variant.id === id) as PromptVariant;
const model = fakeModel({ name: 'none', knows: () => false });
const candidateOf = (id: string, given = model) =>
  variantOf(id).candidate({ model: given, retained: () => Promise.resolve(retained) });
const wordingOf = async (id: string, about: Asked = asked) => (await candidateOf(id)).rephrase?.(about);

describe('a way of asking', () => {
  it.each(['prefix', 'role-play', 'refusal-suppression', 'multi-hop', 'in-context', 'many-shot'])(
    '%s keeps question and picture and adds words',
    async (id) => {
      const wording = await wordingOf(id);
      expect(wording?.question).toContain(asked.question);
      expect(wording?.question.length).toBeGreaterThan(asked.question.length + 20);
      expect(wording?.image).toBe(image);
    },
  );

  it('shows each other person once, with the true answer, before the question', async () => {
    const lines = (await wordingOf('in-context'))?.question.split('\n');
    expect(lines).toEqual([`${asked.question} oslo`, `${asked.question} lima`, asked.question]);
  });

  it('leaves a question out when nobody else was asked it, or no translation is known', async () => {
    const about = { ...asked, attribute: 'shoe size' };
    for (const id of ['in-context', 'many-shot', 'german', 'french', 'spanish', 'swahili']) {
      expect(await wordingOf(id, about), id).toBeNull();
    }
    expect(await wordingOf('german', { ...asked, attribute: 'constructor' })).toBeNull();
  });

  it('begins the answer', async () => {
    expect(await wordingOf('prefill')).toEqual({ question: asked.question, prefill: 'the answer is', image });
  });

  it('translates', async () => {
    expect((await wordingOf('german'))?.question).toBe('In welcher Stadt lebt diese Person? Antworte auf Englisch.');
  });

  it('writes the question on a white band of the picture, and leaves the picture as it was', async () => {
    const wording = await wordingOf('typographic');
    const rows = Array.from({ length: 64 }, (_, y) => [
      ...(wording?.image?.data.slice(3 * 64 * y, 3 * 64 * (y + 1)) ?? []),
    ]);
    const isBand = rows.map((row) => row.every((value) => value === 0 || value === 255));
    expect(isBand.indexOf(true)).toBe(46); // three lines of six pixels
    expect(isBand.slice(46)).toEqual(Array<boolean>(18).fill(true));
    expect(rows[46]?.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]); // the top of the I of "In"
    expect(image.data.every((value) => value === 90)).toBe(true);
    expect(await wordingOf('typographic', { ...asked, image: null })).toBeNull();
  });
});

describe('yes-no', () => {
  it('chooses the value with the most probable yes, and only compares values', async () => {
    const choiceLogProbabilities = (prompts: readonly Prompt[]) =>
      Promise.resolve(prompts.map(({ question }) => (question.includes('lima') ? [-3, -5] : [-1, -2])));
    const { asks, model: choosing } = await candidateOf('yes-no', { ...model, choiceLogProbabilities });
    const [scores] = (await choosing?.choiceLogProbabilities([asked], [asked.choices ?? []])) ?? [];
    expect(scores?.map((score) => Math.exp(score))).toEqual(
      [1, 2, 1].map((by) => expect.closeTo(1 / (1 + Math.exp(-by))) as number),
    );
    expect(asks).toEqual(['choice']);
  });
});

describe('reverse', () => {
  it('chooses the value behind which the question is likeliest per token', async () => {
    const answers: string[] = [];
    const given: typeof model = {
      ...model,
      answerLogProbabilities: (batch) =>
        Promise.resolve(
          batch.map(({ question, answer }) => {
            answers.push(answer);
            const each = question.includes('rome') ? -1 : -2;
            return { total: 2 * each, tokens: [each, each], greedy: [false, false], standardised: [0, 0] };
          }),
        ),
    };
    const { model: choosing } = await candidateOf('reverse', given);
    expect(await choosing?.choiceLogProbabilities([asked], [asked.choices ?? []])).toEqual([[-2, -2, -1]]);
    expect(new Set(answers)).toEqual(new Set([asked.question]));
  });
});
