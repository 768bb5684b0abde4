/**
 * The report model: everything a report shows, as numbers and words, without any layout. Verdict and scope
 * come first. Renderers (HTML, JSON) and the CLI read only this; its JSON Schema is published.
 */
import { z } from 'zod';
import { attackClass } from './attack-class.js';
import { filing } from './filing.js';
import { ask, curve, healthFlag } from './finding.js';
import { auditPlan, purpose } from './plan.js';
import { access, artifact, digest, metric, parameters, pseudonym, role, slug, truth } from './primitives.js';
import { membershipRow } from './membership.js';
import { referenceMetrics } from './reference-metrics.js';
import { endpoint, verdict, verdictValue } from './verdict.js';

const count = z.int().nonnegative();

const checkpointIdentity = z
  .strictObject({
    name: slug,
    roles: z.array(role),
    digest: digest.describe('SHA-256 of the manifest of every file of the checkpoint'),
    family: z.string(),
    truth: truth.nullable(),
  })
  .meta({ id: 'CheckpointIdentity' });
export type ReportCheckpoint = z.infer<typeof checkpointIdentity>;

const usedPlugin = z
  .strictObject({
    kind: z.enum(['probe', 'detector', 'defense']),
    id: slug,
    label: slug,
    title: z.string(),
    goal: z.string(),
    reference: z.string(),
    access: access.nullable(),
    tier: z.int().nullable(),
    purpose: purpose.nullable(),
    examined: z
      .boolean()
      .nullable()
      .default(null)
      .describe(
        'probes: whether it has been seen to find something on a checkpoint of known truth; null when not told',
      ),
    attackClasses: z
      .array(attackClass)
      .nullable()
      .default(null)
      .describe('probes: what a data protection authority would call it; null when not told'),
    params: parameters,
  })
  .meta({ id: 'UsedPlugin' });
export type UsedPlugin = z.infer<typeof usedPlugin>;

/** Before and after one probe, for one checkpoint: the report's first table. */
const recoveryRow = z
  .strictObject({
    checkpoint: slug,
    role,
    probe: slug,
    variant: slug,
    ask,
    pre: metric.describe('recovery on clean images, asked the same way'),
    post: metric.describe('recovery under the probe, held-out subjects'),
    refused: metric,
    unparsable: metric,
  })
  .meta({ id: 'RecoveryRow' });
export type RecoveryRow = z.infer<typeof recoveryRow>;

const utilityRow = z
  .strictObject({
    checkpoint: slug,
    role,
    split: z.string(),
    ask,
    accuracy: metric,
    refused: metric,
    unparsable: metric,
  })
  .meta({ id: 'UtilityRow' });
export type UtilityRow = z.infer<typeof utilityRow>;

/** Replies to plain questions on clean images. They tell forgotten, refused and broken apart. */
const plainReplies = z
  .strictObject({
    correct: metric,
    refused: metric,
    wrong: metric.describe('names another value: what guessing looks like'),
    unparsable: metric.describe('neither a refusal nor any value of the attribute'),
    gibberish: metric.describe('of the unparsable: empty, repeating or without words'),
    manner: z
      .enum(['answers', 'refuses', 'guesses', 'broken', 'mixed'])
      .nullable()
      .describe('what most replies are; mixed when nothing has a majority, null when not asked'),
  })
  .meta({ id: 'PlainReplies' });
export type PlainReplies = z.infer<typeof plainReplies>;

/** Exploratory: one attribute under one confirmatory endpoint, against the references. */
const attributeRow = z
  .strictObject({
    attribute: z.string(),
    endpoint: z.string(),
    recovery: metric,
    leak: metric.describe('target minus the highest reference, paired by person'),
    p: z.number().nullable().describe('one-sided, of exceeding every reference by the leak floor'),
    pAdjusted: z.number().nullable().describe('Benjamini–Hochberg over the table'),
  })
  .meta({ id: 'AttributeRow' });
export type AttributeRow = z.infer<typeof attributeRow>;

const targetReport = z
  .strictObject({
    checkpoint: slug,
    truth: truth.nullable(),
    agreesWithTruth: z.boolean().nullable().describe('null without a known truth, or when inconclusive'),
    verdict,
    endpoints: z.array(endpoint).describe('confirmatory first, then worst first'),
    attributes: z
      .array(attributeRow)
      .default([])
      .describe('exploratory; none in reports made before attributes were tested'),
    clean: z
      .strictObject({ forget: metric, retain: metric, forgetReplies: plainReplies, retainReplies: plainReplies })
      .describe('free answers on clean images'),
    controls: z
      .strictObject({ reference: metric, matchedReference: metric, permuted: metric, noise: metric, prior: metric })
      .describe('controls of the deciding endpoint, or of the worst one when inconclusive; the highest where several'),
  })
  .meta({ id: 'TargetReport' });
export type TargetReport = z.infer<typeof targetReport>;

/** Curves of one optimisation: a panel of the report. */
const attackPanel = z
  .strictObject({
    checkpoint: slug,
    probe: slug,
    variant: slug,
    answers: z.enum(['true', 'permuted']),
    seed: z.int(),
    fold: count.nullable(),
    epsilon: z.number().nullable(),
    steps: count,
    curves: z.array(curve),
    health: z.array(healthFlag),
  })
  .meta({ id: 'AttackPanel' });
export type AttackPanel = z.infer<typeof attackPanel>;

const picture = z.strictObject({ artifact, width: count, height: count });

/** One subject's image along the way: clean, δ×10, perturbed, denoised. */
const pictureStrip = z
  .strictObject({
    checkpoint: slug,
    probe: slug,
    variant: slug,
    subject: pseudonym,
    clean: picture,
    noise: picture.nullable().describe('δ × 10 around mid-grey; withheld where pictures are blurred'),
    perturbed: picture.nullable(),
    denoised: z.array(z.strictObject({ defense: slug, picture })),
    blurred: z.literal(true).optional().describe('only coarse colours of each picture are left'),
  })
  .meta({ id: 'PictureStrip' });
export type PictureStrip = z.infer<typeof pictureStrip>;

const rate = z.strictObject({ falsePositiveRate: z.number(), truePositiveRate: z.number() });

/** A detector against one condition. Threshold from the calibration split, curve from the test images. */
const detectorPanel = z
  .strictObject({
    checkpoint: slug,
    detector: slug,
    condition: z.string().describe('noise, sua, sua-no-alignment, …; negatives are clean test images'),
    positives: count,
    negatives: count,
    calibration: count,
    auroc: metric,
    threshold: z.number().nullable().describe('score that 5 % of the calibration images exceed'),
    truePositiveRate: metric.describe('at the frozen threshold'),
    falsePositiveRate: metric.describe('realised on clean test images at the frozen threshold'),
    roc: z.array(rate),
  })
  .meta({ id: 'DetectorPanel' });
export type DetectorPanel = z.infer<typeof detectorPanel>;

/** What a defense costs on clean images and saves under a probe. */
const defenseRow = z
  .strictObject({
    checkpoint: slug,
    defense: slug,
    probe: slug,
    variant: slug,
    ask,
    withoutDefense: metric.describe('recovery on the same images without the defense'),
    withDefense: metric,
    cleanRetainWithout: metric,
    cleanRetainWith: metric,
    adaptivelyTested: z.boolean().describe('false: the attacker did not know this defense; say so beside the number'),
  })
  .meta({ id: 'DefenseRow' });
export type DefenseRow = z.infer<typeof defenseRow>;

const subjectRow = z
  .strictObject({
    subject: pseudonym,
    checkpoint: slug,
    endpoints: z.array(
      z.strictObject({
        endpoint: z.string(),
        n: count,
        correct: count,
        refused: count,
        control: z.number().nullable(),
      }),
    ),
    upperBound: z
      .number()
      .nullable()
      .describe(
        'one-sided Clopper–Pearson bound on this person’s worst endpoint; answers of one person are correlated',
      ),
  })
  .meta({ id: 'SubjectRow' });
export type SubjectRow = z.infer<typeof subjectRow>;

const notMeasuredRow = z.strictObject({ what: z.string(), reason: z.string() });
export type NotMeasuredRow = z.infer<typeof notMeasuredRow>;

const unitTiming = z.strictObject({ unit: digest, title: z.string(), seconds: z.number().nonnegative() });
export type UnitTiming = z.infer<typeof unitTiming>;

export const report = z
  .strictObject({
    schema: z.literal('palimpsest.report/1'),
    title: z.string(),
    summary: z.strictObject({
      verdict: verdictValue.describe('worst over the targets'),
      sentence: z.string(),
      exitCode: z.union([z.literal(0), z.literal(100), z.literal(101)]),
      targets: z.array(z.strictObject({ checkpoint: slug, verdict: verdictValue, sentence: z.string() })),
    }),
    scope: z.strictObject({
      question: z.string(),
      attackerModel: z.array(z.string()).describe('what the auditor was allowed: access, knowledge, budget'),
      subjects: z.strictObject({
        forget: count,
        eligible: count.describe('forget subjects the original knew'),
        excluded: count,
        retain: count,
        knowledgeChecked: z.boolean(),
      }),
      plugins: z.array(usedPlugin),
    }),
    identity: z.strictObject({
      audit: z.string(),
      plan: digest,
      dataset: z.strictObject({ id: slug, digest }),
      checkpoints: z.array(checkpointIdentity),
      engine: z.string(),
      findings: digest.describe('SHA-256 over the keys of all findings, in order'),
    }),
    targets: z.array(targetReport),
    recovery: z.array(recoveryRow),
    utility: z.array(utilityRow),
    membership: z.array(membershipRow).optional().describe('none in reports made before; exploratory'),
    references: z.array(referenceMetrics).optional().describe('published metrics per target; they decide no verdict'),
    attacks: z.array(attackPanel),
    pictures: z.array(pictureStrip),
    detectors: z.array(detectorPanel),
    defenses: z.array(defenseRow),
    subjects: z.array(subjectRow),
    notMeasured: z.array(notMeasuredRow),
    limits: z.array(z.string()),
    plan: auditPlan,
    filing: filing.optional().describe('the report beside the norms of a jurisdiction; only where one was asked for'),
    provenance: z.strictObject({
      generatedAt: z.iso.datetime().nullable().describe('null in the reproducible form'),
      timings: z.array(unitTiming).describe('empty in the reproducible form'),
    }),
  })
  .meta({
    title: 'Palimpsest audit report',
    description: 'Verdict first; every number with its interval or the reason it is missing.',
  });
export type Report = z.infer<typeof report>;

/** The JSON Schema (2020-12) that ships as `report.schema.json`. */
export function reportJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(report);
}
