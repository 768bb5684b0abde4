/**
 * `membership` asks nothing: from how a model reads the true answers it tells people it was trained on from people it
 * never saw. One variant per score; the runner turns scores into areas under the ROC curve against the holdout people.
 * What sets the two groups apart besides membership is caught by the same scores of a reference. The published variant
 * that subtracts a reference model's loss is not here: a unit holds one model, and the verdict compares with the
 * references anyway. SCIENCE §4.7.
 */
import { z } from 'zod';
import { defineProbe, type ProbeContext, type Sample } from '@palimpsest/audit';
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
  estimate: () => ({ candidates: 5, gradientSteps: 0, usual: 1 + 3 * efforts.again + efforts.gradient }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner has it score
  async *run(context, { share, batch }) {
    const { model, signal } = context;
    const read = readOnce(context, batch);
    const { again } = efforts;
    yield { variant: 'loss', membership: scoredBy(read, loss) };
    yield { variant: 'zlib', effort: again, membership: scoredBy(read, (one, { answer }) => zlib(one, answer)) };
    yield { variant: 'min-k', effort: again, membership: scoredBy(read, (one) => minK(one, share)) };
    yield { variant: 'min-k-plus-plus', effort: again, membership: scoredBy(read, (one) => minKPlusPlus(one, share)) };
    yield {
      ...{ variant: 'gradient-norm', effort: efforts.gradient },
      membership: (samples, tick) => negativeGradientNorms(model, samples, { signal, tick }),
    };
  },
});

/** Of scoring answers that were read already, and of a gradient, where reading costs 1. */
const efforts = { again: 0.05, gradient: 5.7 } as const;

type ReadAll = (samples: readonly Sample[]) => Promise<readonly Read[]>;

/** Reads every answer about every picture once, however many scores ask for it. */
function readOnce({ model, signal }: ProbeContext, size: number): ReadAll {
  const known = new Map<string, Read>();
  const keyOf = ({ itemId, imageId }: Sample) => `${itemId} ${imageId}`;
  return async (samples) => {
    const unread = samples.filter((sample) => !known.has(keyOf(sample)));
    for (let start = 0; start < unread.length; start += size) {
      signal.throwIfAborted();
      const batch = unread.slice(start, start + size);
      const reads = await model.answerLogProbabilities(batch);
      batch.forEach((sample, at) => known.set(keyOf(sample), reads[at] ?? { tokens: [], standardised: [] }));
    }
    return samples.flatMap((sample) => known.get(keyOf(sample)) ?? []);
  };
}

const scoredBy =
  (readAll: ReadAll, score: (read: Read, sample: Sample) => number) =>
  async (samples: readonly Sample[]): Promise<readonly number[]> => {
    const reads = await readAll(samples);
    return reads.map((read, at) => score(read, samples[at] as Sample)); // one of each
  };
