/**
 * The comparison model: several targets, asked the same questions about the same people, side by side. It says which
 * differences are shown and which are not; verdicts come from each audit's own controls. Renderers and the command
 * line read only this; its JSON Schema is published.
 */
import { z } from 'zod';
import { ask, healthFlagName } from './finding.js';
import { purpose } from './plan.js';
import { digest, metric, slug, truth } from './primitives.js';
import { verdictValue } from './verdict.js';

const count = z.int().nonnegative();
const label = z.string().min(1).describe('a target, unique in the comparison');
const probability = z.number().min(0).max(1);

const comparedAudit = z
  .strictObject({
    id: z.string(),
    name: slug,
    plan: digest,
    engine: z.string(),
    units: z.strictObject({ finished: count, planned: count }),
  })
  .meta({ id: 'ComparedAudit' });
export type ComparedAudit = z.infer<typeof comparedAudit>;

const comparedTarget = z
  .strictObject({
    label,
    audit: z.string(),
    checkpoint: slug,
    digest: digest.describe('SHA-256 of the manifest of every file of the checkpoint'),
    truth: truth.nullable(),
    verdict: verdictValue,
    sentence: z.string(),
    forget: metric.describe('right free answers about forget people on clean images'),
    retain: metric.describe('right free answers about retain people on clean images: what is left of the model'),
    manner: z
      .enum(['answers', 'refuses', 'guesses', 'broken', 'mixed'])
      .nullable()
      .describe('what most replies about forget people are; null when not asked'),
  })
  .meta({ id: 'ComparedTarget' });
export type ComparedTarget = z.infer<typeof comparedTarget>;

const comparedCell = z
  .strictObject({
    target: label,
    recovery: metric.describe('recovery on held-out people'),
    leak: metric.describe('beyond the highest null control of its own audit'),
    bindingControl: z.string().nullable(),
    health: z.array(healthFlagName).describe('flags raised by the attacks behind it: recovery may be too low'),
  })
  .meta({ id: 'ComparedCell' });
export type ComparedCell = z.infer<typeof comparedCell>;

const pairedDifference = z
  .strictObject({
    target: label,
    from: label,
    difference: metric.describe('recovery of target minus recovery of from, paired by person'),
    p: probability.nullable().describe('two-sided paired permutation, not adjusted'),
    againstBaseline: probability
      .nullable()
      .describe('p adjusted over all comparisons with the baseline; null for others'),
    pairwise: probability.nullable().describe('p adjusted over all pairs'),
  })
  .meta({ id: 'PairedDifference' });
export type PairedDifference = z.infer<typeof pairedDifference>;

const comparedEndpoint = z
  .strictObject({
    id: z.string().describe('probe label/variant/ask'),
    probe: slug,
    variant: slug,
    ask,
    purpose: purpose.describe('exploratory unless every audit counts it as the same'),
    cells: z.array(comparedCell).describe('one per target, in their order'),
    differences: z.array(pairedDifference).describe('every pair once; pairs with the baseline are differences from it'),
  })
  .meta({ id: 'ComparedEndpoint' });
export type ComparedEndpoint = z.infer<typeof comparedEndpoint>;

/** Over which tests p-values were adjusted, and how. What was asked and could not be measured counts as a test. */
const correction = z
  .strictObject({
    family: z.enum(['against-baseline', 'pairwise', 'ranks']),
    purpose: z.enum(['confirmatory', 'exploratory']),
    method: z.enum(['holm', 'benjamini-hochberg']),
    tests: count,
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof correction>;

const rankedRow = z
  .strictObject({
    target: label,
    score: metric,
    endpoint: z.string().nullable().describe('where the score was reached'),
    rank: z
      .strictObject({ low: z.int().positive(), high: z.int().positive() })
      .nullable()
      .describe('1 gave away least'),
    unranked: z.string().nullable().describe('why there is no rank'),
    shownBetterThan: z.array(label),
    caution: z.string().nullable().describe('why it cannot be called better than others'),
  })
  .meta({ id: 'RankedRow' });
export type RankedRow = z.infer<typeof rankedRow>;

const leaderboard = z
  .strictObject({
    by: z.string().describe('"worst", or the id of an endpoint'),
    measure: z.enum(['leak', 'recovery']).describe('leak: beyond the highest of the shared controls'),
    purpose: z.enum(['confirmatory', 'exploratory']),
    endpoints: z.array(z.string()).describe('the score of a target is its largest over these'),
    controls: z
      .array(z.strictObject({ control: z.enum(['reference', 'matched-reference', 'prior']), name: z.string() }))
      .describe('null controls that every ranked target was compared with'),
    rows: z.array(rankedRow).describe('least first; unranked ones last'),
    claims: z.array(z.strictObject({ better: label, worse: label, p: probability, pAdjusted: probability })),
  })
  .meta({ id: 'Leaderboard' });
export type Leaderboard = z.infer<typeof leaderboard>;

const forgetUtilityPoint = z
  .strictObject({
    target: label,
    retain: metric,
    score: metric.describe('as in the leaderboard: larger is less forgotten'),
    forget: metric.describe('asked plainly'),
  })
  .meta({ id: 'ForgetUtilityPoint' });
export type ForgetUtilityPoint = z.infer<typeof forgetUtilityPoint>;

const stealthRecoveryPoint = z
  .strictObject({
    target: label,
    detector: slug,
    probe: slug,
    variant: slug,
    ask,
    auroc: metric.describe('0.5 sees nothing'),
    truePositiveRate: metric.describe('at a threshold that 5 % of clean images exceed'),
    clean: metric.describe('recovery on clean images, asked the same way'),
    recovery: metric.describe('recovery on the attacked images, held-out people'),
  })
  .meta({ id: 'StealthRecoveryPoint' });
export type StealthRecoveryPoint = z.infer<typeof stealthRecoveryPoint>;

export const comparison = z
  .strictObject({
    schema: z.literal('palimpsest.comparison/1'),
    dataset: z.strictObject({ id: slug, digest, forget: z.string(), retain: z.string() }),
    confidence: probability,
    alpha: probability,
    baseline: label,
    audits: z.array(comparedAudit),
    targets: z.array(comparedTarget).min(2).describe('the baseline first'),
    warnings: z.array(z.string()).describe('settings that differ between audits, and work that is missing'),
    leaderboard,
    endpoints: z.array(comparedEndpoint),
    corrections: z.array(correction),
    forgetUtility: z.array(forgetUtilityPoint),
    stealthRecovery: z.union([
      z.strictObject({ state: z.literal('measured'), points: z.array(stealthRecoveryPoint).min(1) }),
      z.strictObject({ state: z.literal('not-measured'), reason: z.string() }),
    ]),
  })
  .meta({
    title: 'Palimpsest comparison',
    description: 'Targets side by side: every number with its interval or the reason it is missing.',
  });
export type Comparison = z.infer<typeof comparison>;

/** The JSON Schema (2020-12) that is published as `comparison.schema.json`. */
export function comparisonJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(comparison);
}
