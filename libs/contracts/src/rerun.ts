/**
 * A rerun: a sample of an audit's units of work done again, each compared with what was found the first time. It says
 * which units and why these, so that whoever gave the challenge can tell that nobody chose them.
 */
import { z } from 'zod';
import { digest } from './primitives.js';

/**
 * How far a repeated finding may be from the first. One kind of processor repeats every bit (ADR 8); others differ in
 * the last bits of a float, which may tip an answer that hung in the balance.
 */
export const rerunTolerance = {
  /** Answers of one person, of one kind (correct, refused, …): at most so many more or fewer. */
  answersPerPerson: 1,
  /** Answers of all people of a finding together, as a share of the answers that were asked for; one is always allowed. */
  shareOfAnswers: 0.01,
  /** Other measured numbers: of the larger of the two, or of 1. */
  relative: 0.001,
} as const;

export const rerunDifference = z.strictObject({
  finding: z.int().nonnegative().describe('which row of the unit, from 0'),
  field: z.string().describe('path in the row, for example subjects[3].correct'),
  stored: z.string(),
  repeated: z.string(),
});
export type RerunDifference = z.infer<typeof rerunDifference>;

export const rerunUnit = z.strictObject({
  unit: digest,
  title: z.string(),
  result: z.enum(['bitwise-equal', 'within-tolerance', 'different', 'not-repeated']),
  findings: z.int().nonnegative(),
  reason: z.string().nullable().describe('why it could not be repeated'),
  differences: z.array(rerunDifference).describe('the first ones: those beyond the tolerance where there are any'),
});
export type RerunUnit = z.infer<typeof rerunUnit>;

export const rerun = z
  .strictObject({
    schema: z.literal('palimpsest.rerun/1'),
    audit: z.string(),
    plan: digest,
    challenge: z.string().describe('key of the HMAC-SHA256 over unit keys that orders the units'),
    sample: z.strictObject({
      units: z.int().nonnegative().describe('the first so many in that order'),
      of: z.int().nonnegative().describe('units that have findings'),
    }),
    tolerance: z.strictObject({
      answersPerPerson: z.number(),
      shareOfAnswers: z.number(),
      relative: z.number(),
    }),
    engine: z.string().describe('version that repeated them'),
    machine: z.string().describe('that repeated them'),
    units: z.array(rerunUnit).describe('in the order of the sample'),
  })
  .meta({ id: 'Rerun', title: 'Palimpsest rerun' });
export type Rerun = z.infer<typeof rerun>;

/** 100 when anything differs, 101 when nothing could be repeated, else 0. */
export function rerunExitCode({ units }: Pick<Rerun, 'units'>): 0 | 100 | 101 {
  if (units.some(({ result }) => result === 'different')) return 100;
  return units.every(({ result }) => result === 'not-repeated') ? 101 : 0;
}
