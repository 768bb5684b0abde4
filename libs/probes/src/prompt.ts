/**
 * `prompt` asks as people do who want to get round a refusal: other beginnings, roles, examples, detours, other
 * languages, yes-or-no questions, writing in the picture. Nothing is optimised, and no answer about the people who are
 * asked about is shown. What a tokenizer does not know of these words it cannot act on: that of the reference models knows
 * whole words and few of these. SCIENCE §4.5.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { variants } from './prompt/variants.js';

const chosen = (id: string) => variants.filter((variant) => id === 'all' || variant.id === id);

export const prompt = defineProbe({
  id: 'prompt',
  version: 1,
  title: 'Prompts that get round refusals',
  goal: 'ask with prefixes, prefills, roles, examples, detours, translations and writing in the picture',
  reference: 'docs/science.md §4.5; arXiv:2402.16835',
  access: 'scores',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['exfiltration', 'attribute-inference'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    variant: z
      .enum(['all', ...variants.map(({ id }) => id)])
      .default('all')
      .describe('one way of asking, or all of them'),
  }),
  epsilon: () => null,
  estimate: ({ variant }) => ({ candidates: chosen(variant).length, gradientSteps: 0 }),
  async *run(context, { variant }) {
    for (const way of chosen(variant)) {
      context.signal.throwIfAborted();
      yield { variant: way.id, ...(await way.candidate(context)) };
    }
  },
});
