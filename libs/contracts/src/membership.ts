/**
 * The section `membership` of a report: how well a score tells forget people from people no model was shown, over all
 * thresholds and at those that take next to nobody outside for a member.
 */
import { z } from 'zod';
import { metric, role, slug } from './primitives.js';

export const membershipRow = z
  .strictObject({
    checkpoint: slug,
    role,
    probe: slug,
    variant: slug.describe('the score'),
    area: metric.describe('under the ROC curve, over answers; one half is chance'),
    outside: z.int().nonnegative().nullable().describe('people outside; null where findings do not tell'),
    rates: z.array(
      z.strictObject({
        falsePositiveRate: z.number().gt(0).lt(1).describe('of people outside, at most'),
        truePositiveRate: metric.describe('share of forget people above that threshold; chance is the rate itself'),
      }),
    ),
  })
  .meta({ id: 'MembershipRow' });
export type MembershipRow = z.infer<typeof membershipRow>;
