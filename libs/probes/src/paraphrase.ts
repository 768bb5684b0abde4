/**
 * `paraphrase` asks in wordings that the data set has and no model was trained on. Unlearning that is tied to the
 * words of its own training set shows here. As plain as `direct`: nothing is optimised, nothing is taught.
 */
import { z } from 'zod';
import { defineProbe, type Asked } from '@palimpsest/audit';

export const paraphrase = defineProbe({
  id: 'paraphrase',
  version: 1,
  title: 'Questions in other words',
  goal: "ask in the data set's own other wordings, freely and constrained to the values of the attribute",
  reference: 'docs/science.md §4.11 tier 0; PPU-Bench (arXiv:2605.08800)',
  access: 'scores',
  tier: 0,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['attribute-inference', 'regurgitation'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    wordings: z.int().min(1).max(1_000).default(1).describe('other wordings per question; those it lacks are left out'),
  }),
  epsilon: () => null,
  estimate: ({ wordings }) => ({ candidates: wordings, gradientSteps: 0 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner asks
  async *run(_, { wordings }) {
    for (let at = 0; at < wordings; at++) {
      yield { variant: `reworded-${at + 1}`, rephrase: (asked) => inWording(asked, at) };
    }
  },
});

function inWording({ image, paraphrases }: Asked, at: number) {
  const question = paraphrases[at];
  return question === undefined ? null : { question, image };
}
