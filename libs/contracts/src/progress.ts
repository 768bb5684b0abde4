/** What a running audit tells whoever watches: events for bars, logs and server-sent events. */
import { z } from 'zod';
import { digest } from './primitives.js';

export const progressEvent = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('audit-started'),
      audit: z.string(),
      units: z.int(),
      done: z.int(),
      work: z
        .array(z.strictObject({ unit: digest, kind: z.string(), cost: z.number().nonnegative() }))
        .optional()
        .describe('all units with what is alike in them, for a forecast from those that are finished'),
    }),
    z.strictObject({ type: z.literal('unit-started'), unit: digest, title: z.string() }),
    z.strictObject({
      type: z.literal('unit-progress'),
      unit: digest,
      title: z.string(),
      /** Of `total`: how much of the unit is done, of steps and questions together. */
      step: z.number(),
      total: z.number(),
      message: z.string(),
      /** Work done in the whole audit, 0–1, weighted by the cost estimates of the units. */
      fraction: z.number().min(0).max(1).optional(),
    }),
    z.strictObject({
      type: z.literal('unit-finished'),
      unit: digest,
      title: z.string(),
      outcome: z.enum(['done', 'reused', 'failed']),
      done: z.int(),
      units: z.int(),
      fraction: z.number().min(0).max(1),
    }),
    z.strictObject({
      type: z.literal('audit-finished'),
      audit: z.string(),
      outcome: z.enum(['complete', 'cancelled', 'failed']),
    }),
  ])
  .meta({ id: 'ProgressEvent' });
export type ProgressEvent = z.infer<typeof progressEvent>;
