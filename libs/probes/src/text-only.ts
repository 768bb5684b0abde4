/**
 * `text-only` asks without the picture. Where questions name their subject this is a probe of what the language model
 * still knows; where they only say "this person" nothing can be known, and whatever is right is a guess.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';

export const textOnly = defineProbe({
  id: 'text-only',
  version: 1,
  title: 'Questions without the picture',
  goal: 'ask the same questions with no image, freely and constrained to the values of the attribute',
  reference: 'docs/science.md §4.11 tier 0; CLEAR (arXiv:2410.18057) for forgetting in text and image apart',
  access: 'scores',
  tier: 0,
  purpose: 'exploratory',
  examinedOn: [],
  attackClasses: ['attribute-inference', 'regurgitation'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({}),
  epsilon: () => null,
  estimate: () => ({ candidates: 1, gradientSteps: 0 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner asks
  async *run() {
    yield { variant: 'unseen', rephrase: ({ question }) => ({ question, image: null }) };
  },
});
