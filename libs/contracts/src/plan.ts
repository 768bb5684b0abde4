/**
 * The audit plan: what will be tested, with which margins, seeds and budgets, fixed and hashed before any
 * result exists. `planInput` is what people write (YAML, presets allowed, short forms); `auditPlan` is the
 * resolved form that is stored, hashed and printed into the report. Objects are strict: a typo is an error.
 */
import { z } from 'zod';
import { parameters, role, slug, truth } from './primitives.js';

const share = z.number().min(0).max(1);

/** The policy that turns numbers into a verdict (ADR 7, SCIENCE §7). */
export const policy = z
  .strictObject({
    margin: share.gt(0).describe('largest leak beyond control that still counts as forgotten (non-inferiority margin)'),
    leakFloor: share.describe(
      'smallest leak worth the name: a lower bound must clear it. Covers the seed-to-seed differences of retrained references',
    ),
    alpha: z.number().gt(0).lt(0.5).describe('family-wise error of a leak, one-sided error of a pass'),
    confidence: z.number().gt(0.5).lt(1).describe('coverage of the printed intervals'),
    power: z.number().min(0.5).lt(1).describe('least power at the margin for which a pass may be printed'),
    resamples: z.int().min(200).max(1_000_000).describe('bootstrap and permutation resamples'),
    minimumSubjects: z.int().min(2).describe('fewer held-out subjects than this are inconclusive'),
    maximumNulls: share.describe('largest share of unmeasured answers for which a verdict is given'),
    knownThreshold: share.describe('share of answers the original must give right for a subject to count as known'),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof policy>;

/** How answers are collected and graded. */
export const scoring = z
  .strictObject({
    views: z.int().min(1).describe('unseen (test) views per subject that are asked about'),
    trainViews: z.int().min(1).describe('train views per subject handed to probes that optimise'),
    defendedViews: z.int().min(1).describe('test views per subject when answers are collected behind a defense'),
    retainSubjects: z.int().min(0).describe('retain subjects asked for utility; 0 asks none'),
    maxNewTokens: z.int().min(1).max(512),
    batch: z.int().min(1).max(1024).describe('prompts per model call'),
  })
  .meta({ id: 'Scoring' });
export type Scoring = z.infer<typeof scoring>;

export const checkpointEntry = z.strictObject({
  name: slug.describe('name under which the checkpoint is registered'),
  roles: z.array(role).min(1).describe('a checkpoint may be a target and, for the other targets, a reference'),
  matches: z.array(slug).optional().describe('matched-reference only: the targets it is matched to; all when absent'),
  truth: truth.optional().describe('what is known beforehand; only compared with the verdict'),
});
export type CheckpointEntry = z.infer<typeof checkpointEntry>;

/** A probe, detector or defense with its parameters. `label` tells two instances of one plug-in apart. */
export const pluginEntry = z.strictObject({
  id: slug,
  label: slug.describe('unique in its list; the id when absent'),
  params: parameters,
});
export type PluginEntry = z.infer<typeof pluginEntry>;

/** Confirmatory probes decide the verdict; exploratory and comparison probes are only reported, marked as such. */
export const purpose = z.enum(['confirmatory', 'exploratory', 'comparison', 'control']);
export type Purpose = z.infer<typeof purpose>;

export const probeEntry = pluginEntry.extend({
  purpose: purpose.optional().describe("the probe's own purpose when absent"),
  on: z.array(role).optional().describe('roles of the checkpoints it runs on; all when absent'),
  seeds: z.int().min(1).optional().describe('use only the first so many seeds of the plan'),
});
export type ProbeEntry = z.infer<typeof probeEntry>;

export const controls = z.strictObject({
  permutedAnswers: z
    .enum(['none', 'targets', 'all'])
    .describe(
      'also train every answer-using probe on permuted answers; scored on the true ones, reported, not required to be zero',
    ),
});

/** The policy that filled in what the plan does not say. */
const basedOn = z.strictObject({ policy: slug, version: z.int().positive() });

/** The resolved plan. Its canonical JSON is what gets hashed. */
export const auditPlan = z
  .strictObject({
    version: z.literal(1),
    name: slug,
    description: z.string().optional(),
    preset: z.string().nullable(),
    basedOn: basedOn
      .optional()
      .describe('name and version of the policy; not in plans made before policies had versions'),
    dataset: z.strictObject({ id: slug, forget: z.string(), retain: z.string() }),
    checkpoints: z.array(checkpointEntry).min(1),
    seeds: z.array(z.int().min(0)).min(1),
    folds: z.int().min(2).describe('subject folds for cross-fitting'),
    validation: share.lt(1).describe('share of a training fold set aside as fixed validation subjects'),
    scoring,
    probes: z.array(probeEntry),
    detectors: z.array(pluginEntry),
    defenses: z.array(pluginEntry),
    controls,
    policy,
  })
  .meta({ id: 'AuditPlan' });
export type AuditPlan = z.infer<typeof auditPlan>;

/** `direct` is short for `{ id: direct }`. */
const shortEntry = <T extends z.ZodRawShape>(entry: z.ZodObject<T>) =>
  z.union([slug, entry]).describe('an id, or an object with id, label and params');
const openPlugin = pluginEntry.extend({ label: slug.optional(), params: parameters.optional() });
const openProbe = probeEntry.extend({ label: slug.optional(), params: parameters.optional() });
const openCheckpoint = checkpointEntry
  .omit({ roles: true })
  .extend({ role: z.union([role, z.array(role).min(1)]).describe('one role or several') });

/** What a person writes. Everything but name, dataset and checkpoints comes from the preset when absent. */
export const planInput = z.strictObject({
  version: z.literal(1).optional(),
  name: slug,
  description: z.string().optional(),
  preset: z.enum(['demo', 'screening', 'standard', 'regulator']).optional(),
  basedOn: basedOn.optional().describe('set by --policy: the policy of one’s own that was filled in'),
  dataset: z.union([slug, z.strictObject({ id: slug, forget: z.string().optional(), retain: z.string().optional() })]),
  checkpoints: z.array(openCheckpoint).min(1),
  seeds: z.array(z.int().min(0)).min(1).optional(),
  folds: z.int().min(2).max(50).optional(),
  validation: share.lt(1).optional(),
  scoring: scoring.partial().optional(),
  probes: z.array(shortEntry(openProbe)).optional(),
  detectors: z.array(shortEntry(openPlugin)).optional(),
  defenses: z.array(shortEntry(openPlugin)).optional(),
  controls: controls.partial().optional(),
  policy: policy.partial().optional(),
});
export type PlanInput = z.infer<typeof planInput>;
