/**
 * The section `references` of a report: published metrics of a target against models retrained without the data. They
 * are printed for comparison with papers and decide no verdict: most have no null distribution but the one that the
 * references give among themselves, which is why that is beside every number.
 */
import { z } from 'zod';
import { metric, role, slug } from './primitives.js';

/** A metric of one model, and the same metric of every reference. */
const ownMetric = z.strictObject({
  value: metric,
  ofReferences: z
    .array(z.strictObject({ reference: slug, value: metric }))
    .describe('the same of each reference in the target’s place: what never having seen the data looks like'),
});

const share = z.number().min(0).max(1);

const erasureDepth = ownMetric.extend({
  layers: z
    .array(
      z.strictObject({
        layer: z.int().positive().describe('counted from 1'),
        original: share,
        references: share.describe('mean of the references'),
        target: share,
        erased: share.nullable().describe('null where the original has too little more than the references to lose'),
      }),
    )
    .describe('right readings behind each layer'),
});

const test = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    p: z.number().min(0).max(1),
    distance: z.number().min(0).max(1).describe('largest distance of the two distribution functions'),
    n: z.int().positive().describe('values of the target'),
    references: z.int().positive().describe('values of the reference'),
  }),
  z.strictObject({ state: z.literal('not-measured'), reason: z.string().min(1) }),
]);

const againstReference = z.strictObject({
  reference: slug,
  role: role.extract(['reference', 'matched-reference']),
  forgetQuality: z.strictObject({
    questions: test.describe('TOFU’s p, over questions as if they were independent'),
    people: test.describe('the same over one mean logarithm of the ratio per person'),
    ofReferences: z
      .array(z.strictObject({ reference: slug, questions: test, people: test }))
      .describe('every other reference in the target’s place'),
  }),
  privacyLeak: ownMetric.describe('MUSE’s PrivLeak by Min-K%, in percent'),
});

export const referenceMetrics = z
  .strictObject({
    checkpoint: slug,
    truthRatio: ownMetric.describe('mean of min(R, 1/R) over people to be forgotten'),
    modelUtility: ownMetric.describe('harmonic mean of probability, truth ratio and ROUGE-L over people to be kept'),
    klom: ownMetric.describe('Gaussian KL of margins against all references at once; references: against the others'),
    depth: erasureDepth
      .optional()
      .describe(
        'erasure depth by linear readouts: 0 is all still there, 1 as little as was never seen; absent without them',
      ),
    against: z.array(againstReference),
  })
  .meta({ id: 'ReferenceMetrics' });
export type ReferenceMetrics = z.infer<typeof referenceMetrics>;
export type ErasureDepth = z.infer<typeof erasureDepth>;
export type OwnMetric = z.infer<typeof ownMetric>;
export type AgainstReference = z.infer<typeof againstReference>;
export type DistributionTest = z.infer<typeof test>;
