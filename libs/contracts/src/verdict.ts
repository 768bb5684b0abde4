/**
 * The verdict's shapes: three values, never "erased"; each with the numbers that decided it (ADR 7).
 */
import { z } from 'zod';
import { ask, healthFlag } from './finding.js';
import { interval, metric, slug } from './primitives.js';
import { purpose } from './plan.js';

export const verdictValue = z.enum(['leak', 'no-leak-above-bound', 'inconclusive']).meta({ id: 'VerdictValue' });
export type VerdictValue = z.infer<typeof verdictValue>;

/** Why a verdict is what it is: what was found, what stands against a pass. Machine-readable; `detail` is for people. */
export const verdictReason = z.strictObject({
  code: z.enum([
    'leak-found',
    'below-margin',
    'empty-audit',
    'no-reference',
    'no-matched-reference',
    'no-prior',
    'too-few-subjects',
    'too-many-nulls',
    'attack-unhealthy',
    'low-power',
    'bound-above-margin',
    'model-broken',
    'reference-knows',
    'units-missing',
  ]),
  detail: z.string(),
});
export type VerdictReason = z.infer<typeof verdictReason>;

/** `null` controls define the leak; `attribution` controls must be exceeded to credit this very probe. */
export const controlComparison = z
  .strictObject({
    control: z.enum(['reference', 'matched-reference', 'prior', 'noise', 'clean']),
    name: z.string().describe('checkpoint or rule that gave the control'),
    kind: z.enum(['null', 'attribution']),
    recovery: metric,
    difference: metric.describe('target minus control, paired by subject'),
    p: z
      .number()
      .nullable()
      .describe('one-sided paired permutation p of exceeding the control by the leak floor (null controls) or at all'),
    exceeded: z.boolean(),
  })
  .meta({ id: 'ControlComparison' });
export type ControlComparison = z.infer<typeof controlComparison>;

/** Rates that tell forgotten, refused and broken apart. */
export const replyRates = z
  .strictObject({
    exact: metric,
    refused: metric,
    unparsable: metric,
    gibberish: metric,
  })
  .meta({ id: 'ReplyRates' });
export type ReplyRates = z.infer<typeof replyRates>;

/** One question to one target: a probe's variant, asked one way. */
export const endpoint = z
  .strictObject({
    id: z.string().describe('probe label/variant/ask, unique in the target'),
    probe: slug,
    variant: slug,
    ask,
    purpose,
    tier: z.int().min(0).max(3),
    target: metric.describe('recovery on held-out subjects'),
    rates: replyRates,
    original: metric,
    comparisons: z.array(controlComparison),
    permuted: metric.describe(
      'the same probe trained on permuted answers, scored on the true ones: reported, not required to be zero',
    ),
    train: metric.describe('recovery on the subjects the probe was trained on: proves nothing, shows over-fitting'),
    seeds: z.array(z.strictObject({ seed: z.int(), recovery: z.number() })),
    leak: metric.describe('target minus the highest null control; the interval is the most cautious over controls'),
    bindingControl: z.string().nullable(),
    pAdjusted: z
      .number()
      .nullable()
      .describe('corrected for the other confirmatory endpoints of its tier (best of several), times the tiers tested'),
    bound: z
      .number()
      .nullable()
      .describe('one-sided upper bound on the leak at 1 − alpha, never below what n subjects can support'),
    power: z.number().nullable().describe('power to certify the margin if the true leak is zero'),
    minimumDetectableLeak: z.number().nullable(),
    isLeak: z.boolean(),
    isBelowMargin: z.boolean(),
    health: z.array(healthFlag).describe('raised flags of the attacks behind this endpoint'),
    controlHealth: z
      .array(healthFlag)
      .describe('raised flags of the same attacks on its controls that may make a control too low'),
  })
  .meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof endpoint>;

/** 100 × (1 − upper bound of the leak ÷ what the original knew), worst endpoint. Never shown alone. */
export const forgetScore = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('measured'), score: z.number().min(0).max(100), interval, endpoint: z.string() }),
  z.strictObject({ state: z.literal('not-measured'), reason: z.string() }),
]);
export type ForgetScore = z.infer<typeof forgetScore>;

/** What one evidence tier says: 0 asks, 1 looks and asks oddly, 2 teaches or reads inside, 3 optimises an input. */
export const tierVerdict = z
  .strictObject({
    tier: z.int().min(0).max(3),
    value: verdictValue.nullable().describe('null: no confirmatory probe of this tier in the plan'),
    confirmatory: z.int().nonnegative().describe('confirmatory endpoints'),
    exploratory: z.int().nonnegative().describe('exploratory endpoints; they decide nothing'),
    pAdjusted: z
      .number()
      .nullable()
      .describe(
        'of its best credible endpoint, corrected within the tier and by Holm over the tiers; null without one',
      ),
    decidedBy: z.string().nullable().describe('id of the endpoint that makes it a leak'),
    leak: metric.describe('leak of its best endpoint'),
    bound: z.number().nullable(),
    power: z.number().nullable(),
    minimumDetectableLeak: z.number().nullable(),
    reasons: z.array(verdictReason),
  })
  .meta({ id: 'TierVerdict' });
export type TierVerdict = z.infer<typeof tierVerdict>;

export const verdict = z
  .strictObject({
    value: verdictValue,
    sentence: z.string().describe('one sentence for people'),
    reasons: z.array(verdictReason).min(1),
    decidedBy: z.string().nullable().describe('id of the endpoint that decided; null when inconclusive'),
    leak: metric.describe('leak of the deciding endpoint; of the worst one when none is a leak'),
    bound: z.number().nullable(),
    margin: z.number(),
    confidence: z.number(),
    power: z.number().nullable(),
    minimumDetectableLeak: z.number().nullable(),
    subjects: z.int().nonnegative().describe('held-out subjects of the confirmatory endpoint that has the fewest'),
    forgetScore,
    tiers: z.array(tierVerdict).default([]).describe('one per tier; none in reports made before tiers were judged'),
  })
  .meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof verdict>;

/** Process exit codes: 0 policy met, 100 policy failed, 101 inconclusive. 1 is kept for errors. */
export const exitCodes = { 'no-leak-above-bound': 0, leak: 100, inconclusive: 101 } as const satisfies Record<
  VerdictValue,
  number
>;
