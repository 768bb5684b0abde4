/**
 * A filing sets one report beside the norms of a jurisdiction: requirement, claim, evidence, state, confidence. It is
 * evidence for compliance, never proof of it, and says what was not tested and what cannot be shown.
 */
import { z } from 'zod';
import { attackClass, channel } from './attack-class.js';
import { calendarDate, erasureRequest, requestStanding } from './erasure-request.js';
import { message } from './message.js';
import { pseudonym, slug } from './primitives.js';
import { verdictValue } from './verdict.js';

const count = z.int().nonnegative();
const messages = z
  .array(message)
  .optional()
  .describe('the same text in pieces, for other languages; absent where it was not put together');

/** How far the wording behind a requirement was checked. */
export const wordingStatuses = [
  'quoted-by-id-only',
  'paraphrased-verified',
  'paraphrased-secondary',
  'to-be-verified',
] as const;
export const wordingStatus = z
  .enum(wordingStatuses)
  .describe(
    'our paraphrase was checked against a copy of the text, taken from a secondary source, or is still to be checked',
  );
export type WordingStatus = z.infer<typeof wordingStatus>;

export const requirementStates = ['evidence-for', 'partial', 'evidence-against', 'not-tested', 'out-of-scope'] as const;
export const requirementState = z.enum(requirementStates).meta({ id: 'RequirementState' });
export type RequirementState = z.infer<typeof requirementState>;

/** Where in the report, or beside it, a claim can be looked up. */
export const evidenceItem = z
  .strictObject({
    kind: z.enum(['endpoint', 'field', 'digest', 'request']),
    id: z.string().describe('checkpoint: endpoint id; path in the report; SHA-256; request id'),
  })
  .meta({ id: 'EvidenceItem' });
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const confidenceLevels = ['none', 'low', 'moderate', 'high'] as const;
export const claimConfidence = z
  .strictObject({ level: z.enum(confidenceLevels), reason: z.string(), messages })
  .meta({ id: 'ClaimConfidence' });
export type ClaimConfidence = z.infer<typeof claimConfidence>;

export const claim = z
  .strictObject({
    claim: z.string(),
    messages,
    state: requirementState,
    evidence: z.array(evidenceItem),
    confidence: claimConfidence,
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof claim>;

export const filingRow = z
  .strictObject({
    requirement: slug,
    instrument: slug,
    reference: z.string().describe('article, section or control'),
    asks: z.string().describe('our own paraphrase'),
    wording: z.strictObject({ status: wordingStatus, of: z.string().describe('date or edition of the text') }),
    claims: z.array(claim),
    state: requirementState.describe('of all claims together'),
    confidence: claimConfidence.describe(
      'of the strongest claim against, where there is one; of the weakest otherwise',
    ),
    cannotShow: z.string(),
  })
  .meta({ id: 'FilingRow' });
export type FilingRow = z.infer<typeof filingRow>;

/** One class of attack through one channel, over all checkpoints of the filing: the worst of them. */
export const coverageCell = z
  .strictObject({
    attackClass,
    channel,
    probes: z.array(slug).describe('labels of the probes of the plan that try it'),
    result: verdictValue.nullable().describe('null: not tested'),
    isConfirmatory: z
      .boolean()
      .describe('whether endpoints that decide verdicts carry the result; exploratory ones are not corrected'),
    bound: z.number().nullable().describe('largest one-sided upper bound on the leak, share of answers'),
    evidence: z.array(evidenceItem).describe('the endpoints behind the result, worst first; at most five'),
    reason: z.string(),
    messages,
  })
  .meta({ id: 'CoverageCell' });
export type CoverageCell = z.infer<typeof coverageCell>;

/** How likely any one person's data can still be got out: of one checkpoint, the worst person first. */
export const peopleBound = z
  .strictObject({
    checkpoint: slug,
    people: count,
    unmeasured: count.describe('people without any bound'),
    largest: z.number().nullable().describe('largest one-sided upper bound on a person’s worst endpoint'),
    smallestReachable: z
      .number()
      .nullable()
      .describe('1 − α^(1/n): the least bound that the person asked most can have, were no answer right'),
    threshold: z.number(),
    above: count.describe('people whose bound is above the threshold'),
    confidence: z.number(),
  })
  .meta({ id: 'PeopleBound' });
export type PeopleBound = z.infer<typeof peopleBound>;

export const filedRequest = z
  .strictObject({
    request: erasureRequest,
    standing: requestStanding.describe('on the day of the filing'),
    audited: z.array(pseudonym).describe('its people among the audited ones'),
    notAudited: z.array(pseudonym),
    checkpointsNotAudited: z.array(slug).describe('in service by the request, and no target of this report'),
  })
  .meta({ id: 'FiledRequest' });
export type FiledRequest = z.infer<typeof filedRequest>;

export const reauditTriggers = [
  'expired',
  'new-checkpoint',
  'quantisation',
  'adapter-merge',
  'further-training',
  'new-request',
  'new-attack',
] as const;

export const filing = z
  .strictObject({
    schema: z.literal('palimpsest.filing/1'),
    notice: z.string(),
    profile: z.strictObject({
      id: slug,
      title: z.string(),
      view: z.string().describe('which reading of the law, where authorities disagree'),
      remarks: z.array(z.string()),
    }),
    on: calendarDate.nullable().describe('the day on which it was filed; null in the reproducible form'),
    checkpoints: z.array(slug).describe('targets of the report it speaks about'),
    rows: z.array(filingRow),
    coverage: z.array(coverageCell).describe('every class of attack through both channels'),
    people: z.array(peopleBound),
    requests: z.array(filedRequest),
    validity: z.strictObject({
      days: z.int().positive().describe('our own choice; no text sets a number'),
      until: calendarDate.nullable(),
      triggers: z.array(z.strictObject({ trigger: z.enum(reauditTriggers), detail: z.string() })),
    }),
    sources: z.array(z.strictObject({ instrument: slug, title: z.string(), where: z.string() })),
  })
  .meta({ id: 'Filing', description: 'A report set beside the norms of a jurisdiction: evidence for, not proof of.' });
export type Filing = z.infer<typeof filing>;
