/**
 * Requests of people to be erased, as far as a model is concerned: who (by pseudonym), until when, in which checkpoints,
 * with which audits. No names, no addresses: those stay with whoever received the request.
 */
import { z } from 'zod';
import { pseudonym, slug } from './primitives.js';

/** ISO 8601 calendar date. Deadlines run in days, not in hours. Years that no request has are slips of the keyboard. */
export const calendarDate = z.iso
  .date()
  .refine((date) => /^(19|20|21)/.test(date), 'expected a year from 1900 to 2199')
  .meta({ description: 'calendar date, YYYY-MM-DD' });

export const derivations = ['quantised', 'adapter', 'merged', 'further-trained', 'distilled'] as const;

/** A checkpoint in service that may hold what is to be erased, and what it was made from. */
export const servedCheckpoint = z
  .strictObject({
    checkpoint: slug.describe('name under which it is registered'),
    derivedFrom: z
      .strictObject({ checkpoint: slug, how: z.enum(derivations) })
      .nullable()
      .describe('null: not a copy of another one that is listed'),
  })
  .meta({ id: 'ServedCheckpoint' });
export type ServedCheckpoint = z.infer<typeof servedCheckpoint>;

export const requestOutcomes = ['erased', 'partly-erased', 'refused', 'withdrawn'] as const;

export const requestAnswer = z
  .strictObject({
    on: calendarDate,
    outcome: z.enum(requestOutcomes).describe('what the person was told; no finding of an audit'),
    reason: z.string().min(1).max(2_000).nullable().describe('why not, where it was refused or done in part'),
  })
  .meta({ id: 'RequestAnswer' });
export type RequestAnswer = z.infer<typeof requestAnswer>;

export const requestExtension = z
  .strictObject({
    on: calendarDate.describe('when the person was told'),
    reason: z.string().min(1).max(2_000),
  })
  .meta({ id: 'RequestExtension' });
export type RequestExtension = z.infer<typeof requestExtension>;

export const erasureRequest = z
  .strictObject({
    id: slug,
    profile: slug.describe('whose deadline it has: a compliance profile'),
    received: calendarDate,
    due: calendarDate.nullable().describe('last day for the answer, extension included; null where no law sets one'),
    subjects: z.array(pseudonym).min(1),
    extension: requestExtension.nullable(),
    answer: requestAnswer.nullable(),
    checkpoints: z.array(servedCheckpoint),
    audits: z.array(z.string()).describe('audits that looked for what was to be erased'),
  })
  .meta({ id: 'ErasureRequest' });
export type ErasureRequest = z.infer<typeof erasureRequest>;

/** On a given day: still in time, late, or answered. */
export const requestStandings = ['open', 'overdue', 'answered-in-time', 'answered-late'] as const;
export const requestStanding = z.enum(requestStandings).meta({ id: 'RequestStanding' });
export type RequestStanding = z.infer<typeof requestStanding>;
