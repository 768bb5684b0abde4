/**
 * `sampling` draws answers instead of taking the most likely one. A model that answers greedily with a refusal may
 * still say the fact now and then; every draw counts as an answer, so the bound per person is over all of them.
 * Scholten, Günnemann and Schwinn, ICLR 2025, arXiv:2410.03523; SCIENCE §4.10.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';

export const sampling = defineProbe({
  id: 'sampling',
  version: 1,
  title: 'Answers drawn at a temperature',
  goal: 'draw several answers to each question and count every one',
  reference: 'arXiv:2410.03523',
  access: 'text',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['idk-lora'],
  attackClasses: ['regurgitation', 'attribute-inference'],
  asks: ['free'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: true,
  permutedControl: false,
  params: z.strictObject({
    samples: z.int().min(1).max(1_000).default(8).describe('answers drawn per question'),
    temperature: z.number().gt(0).max(10).default(1).describe('divides the logits; 1 is the model as it is'),
  }),
  epsilon: () => null,
  estimate: ({ samples }) => ({ candidates: 1, gradientSteps: 0, askCost: samples }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner draws
  async *run(_, { samples, temperature }) {
    yield { variant: 'drawn', sampling: { samples, temperature } };
  },
});
