/**
 * `direct` asks plainly: unseen views of a person, free greedy answers, answers constrained to the values of
 * the attribute, and cloze sentences. Nothing is optimised and nothing is taught, so it is the strongest
 * evidence there is (SCIENCE §4.11, tier 0): a model that only refuses is caught by the constrained choice.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';

export const direct = defineProbe({
  id: 'direct',
  version: 1,
  title: 'Direct questions',
  goal: 'ask plainly, on unseen views, freely, constrained to the values of the attribute and as cloze',
  reference: 'docs/science.md §4.11 tier 0; UnLOK-VQA (arXiv:2505.01456) for candidate-constrained answers',
  access: 'scores',
  tier: 0,
  purpose: 'confirmatory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['attribute-inference', 'regurgitation'],
  asks: ['free', 'choice', 'cloze'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({}),
  epsilon: () => null,
  estimate: () => ({ candidates: 1, gradientSteps: 0, plain: 1 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the candidate is the clean image
  async *run() {
    yield { variant: 'clean' };
  },
});
