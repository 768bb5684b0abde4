/**
 * `membership` asks nothing: from how a model reads the true answers it tells people it was trained on from people it
 * never saw. One variant per score; the runner turns scores into areas under the ROC curve against the holdout people.
 * What sets the two groups apart besides membership is caught by the same scores of a reference. The published variant
 * that subtracts a reference model's loss is not here: a unit holds one model, and the verdict compares with the
 * references anyway. SCIENCE §4.7.
 */
import { z } from 'zod';
import { defineProbe, type Candidate, type ProbeContext, type Sample } from '@palimpsest/audit';
import { negativeGradientNorms } from './membership/gradient-norm.js';
import { loss, minK, minKPlusPlus, zlib, type Read } from './membership/scores.js';

export const membership = defineProbe({
  id: 'membership',
  version: 2,
  title: 'Membership inference',
  goal: 'tell forget people from people no model was shown by the loss of the true answers',
  reference: 'docs/science.md §4.7; arXiv:2012.07805, arXiv:2310.16789, arXiv:2404.02936',
  access: 'gradient',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['membership-inference'],
  asks: ['membership'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    share: z.number().gt(0).max(1).default(0.2).describe('k of Min-K% and Min-K%++: the least likely tokens'),
    batch: z.int().min(1).max(1_024).default(64).describe('answers read at a time'),
  }),
  epsilon: () => null,
  estimate: () => ({ candidates: 5, gradientSteps: 0 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner has it score
  async *run(context, { share, batch }) {
    const { model, signal } = context;
    yield scoredBy('loss', context, batch, loss);
    yield scoredBy('zlib', context, batch, (read, { answer }) => zlib(read, answer));
    yield scoredBy('min-k', context, batch, (read) => minK(read, share));
    yield scoredBy('min-k-plus-plus', context, batch, (read) => minKPlusPlus(read, share));
    yield { variant: 'gradient-norm', membership: (samples) => negativeGradientNorms(model, samples, signal) };
  },
});

function scoredBy(
  variant: string,
  { model, signal }: ProbeContext,
  size: number,
  score: (read: Read, sample: Sample) => number,
): Candidate {
  return {
    variant,
    async membership(samples) {
      const scores: number[] = [];
      for (let start = 0; start < samples.length; start += size) {
        signal.throwIfAborted();
        const batch = samples.slice(start, start + size);
        const reads = await model.answerLogProbabilities(batch);
        batch.forEach((sample, at) => scores.push(score(reads[at] ?? { tokens: [], standardised: [] }, sample)));
      }
      return scores;
    },
  };
}
