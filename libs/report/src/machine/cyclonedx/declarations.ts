/**
 * What is claimed of every target and on what evidence. A leak is a claim against the requirement; a verdict that is
 * inconclusive, or a tier that nobody tested, is no conformance at all but confidence nought.
 */
import type { Endpoint, Report, TargetReport, TierVerdict, VerdictReason, VerdictValue } from '@palimpsest/contracts';
import { wordsOf } from '../../words/words.js';
import { checkpointRef, type HashedFile } from './components.js';
import { sha256Hash, type Attestation, type Claim, type Evidence, type Mapping } from './parts.js';
import { crosswalkRequirement, points, tierRequirement, verdictRequirement, type Crosswalk } from './requirements.js';

export interface Declarations {
  readonly assessors: readonly { readonly 'bom-ref': string; readonly organization: { readonly name: string } }[];
  readonly attestations: readonly Attestation[];
  readonly claims: readonly Claim[];
  readonly evidence: readonly Evidence[];
}

/** What is said of one requirement: of the whole verdict, or of a tier. */
interface Judged {
  readonly id: string;
  readonly requirement: string;
  readonly value: VerdictValue | null;
  /** Behind `predicate`, what the claim covers. */
  readonly by: string;
  readonly decidedBy: string | null;
  readonly leak: TierVerdict['leak'];
  readonly bound: number | null;
  readonly reasons: readonly VerdictReason[];
  readonly endpoints: readonly Endpoint[];
}

const assessor = 'assessor:palimpsest';

export function declarationsOf(
  report: Report,
  files: readonly HashedFile[],
  crosswalk: readonly Crosswalk[],
): Declarations {
  const judged = report.targets.map((target) => ({ target, all: judgedOf(target) }));
  const decided = judged.flatMap(({ target, all }) =>
    all.flatMap((one) => (one.value === null || one.value === 'inconclusive' ? [] : [{ target, one }])),
  );
  return {
    assessors: [
      {
        'bom-ref': assessor,
        organization: { name: `Whoever ran Palimpsest ${report.identity.engine}; a signature over this says who` },
      },
    ],
    attestations: judged.map(({ target, all }) => ({
      summary: target.verdict.sentence,
      assessor,
      map: [...all.map((one) => mappingOf(target, one)), ...crosswalkOf(target, all[0] as Judged, crosswalk)],
    })),
    claims: decided.map(({ target, one }) => claimOf(target, one, files)),
    evidence: [...sharedEvidence(report, files), ...decided.map(({ target, one }) => evidenceOf(target, one))],
  };
}

function judgedOf({ verdict, endpoints }: TargetReport): readonly Judged[] {
  const confirmatory = endpoints.filter(({ purpose }) => purpose === 'confirmatory');
  const whole: Judged = {
    ...{ id: 'verdict', requirement: verdictRequirement, by: 'the confirmatory probes of the plan' },
    ...{ value: verdict.value, decidedBy: verdict.decidedBy, leak: verdict.leak, bound: verdict.bound },
    ...{ reasons: verdict.reasons, endpoints: confirmatory },
  };
  const tiers = verdict.tiers.map(({ tier, value, decidedBy, leak, bound, reasons }) => ({
    ...{ id: `tier-${tier}`, requirement: tierRequirement(tier), by: `the probes of tier ${wordsOf.en.tiers[tier]}` },
    ...{ value, decidedBy, leak, bound, reasons },
    endpoints: confirmatory.filter((endpoint) => endpoint.tier === tier),
  }));
  return [whole, ...tiers];
}

function mappingOf({ checkpoint, verdict }: TargetReport, one: Judged): Mapping {
  const { requirement, value } = one;
  const claim = [claimRef(checkpoint, one)];
  const rationale = rationaleOf(one);
  const confidence = { score: verdict.confidence, rationale: 'coverage of the intervals, over people' };
  if (value === 'leak') return { requirement, counterClaims: claim, conformance: { score: 0, rationale }, confidence };
  if (value === 'no-leak-above-bound')
    return { requirement, claims: claim, conformance: { score: 1, rationale }, confidence };
  return { requirement, confidence: { score: 0, rationale } };
}

/** The verdict is evidence for or against; conformance with a law is not scored. */
function crosswalkOf({ checkpoint }: TargetReport, whole: Judged, crosswalk: readonly Crosswalk[]): readonly Mapping[] {
  const claim = [claimRef(checkpoint, whole)];
  const said =
    whole.value === 'leak'
      ? { counterClaims: claim }
      : whole.value === 'no-leak-above-bound'
        ? { claims: claim }
        : { confidence: { score: 0, rationale: rationaleOf(whole) } };
  return crosswalk.flatMap(({ id, requirements }) =>
    requirements.map(({ identifier }) => ({ requirement: crosswalkRequirement(id, identifier), ...said })),
  );
}

function claimOf({ checkpoint }: TargetReport, one: Judged, files: readonly HashedFile[]): Claim {
  const externalReferences = files.map(({ path, sha256 }) => ({
    ...{ type: 'evidence' as const, url: path, hashes: [sha256Hash(sha256)] },
  }));
  return {
    'bom-ref': claimRef(checkpoint, one),
    target: checkpointRef(checkpoint),
    predicate: predicateOf(one),
    reasoning: rationaleOf(one),
    evidence: [evidenceRef(checkpoint, one), planEvidence, findingsEvidence],
    ...(externalReferences.length > 0 && { externalReferences }),
  };
}

function predicateOf({ value, by, bound, leak, decidedBy }: Judged): string {
  if (value === 'leak')
    return `${decidedBy ?? 'A probe'} gets out ${leak.state === 'measured' ? points(leak.estimate) : 'more'} beyond every control.`;
  return `No leak above ${bound === null ? 'the margin' : points(bound)} was found by ${by}.`;
}

/** A tier without a confirmatory probe has no reasons of its own, but its leak says why it is missing. */
function rationaleOf({ reasons, leak }: Judged): string {
  if (reasons.length > 0) return reasons.map(({ detail }) => detail).join('; ');
  return leak.state === 'not-measured' ? leak.reason : 'no reason is given';
}

const planEvidence = 'evidence:plan';
const findingsEvidence = 'evidence:findings';

function sharedEvidence({ identity }: Report, files: readonly HashedFile[]): readonly Evidence[] {
  const at = (path: string) => (files.some((file) => file.path === path) ? { url: path } : {});
  const json = (content: object) => ({ contentType: 'application/json' as const, content: JSON.stringify(content) });
  return [
    {
      'bom-ref': planEvidence,
      propertyName: 'palimpsest:plan',
      data: [
        {
          name: 'the plan, by the SHA-256 of its canonical JSON, stored before the first result',
          contents: { attachment: json({ sha256: identity.plan }), ...at('plan.json') },
        },
      ],
    },
    {
      'bom-ref': findingsEvidence,
      propertyName: 'palimpsest:findings',
      data: [
        {
          name: 'all findings, by the SHA-256 over their keys in order',
          contents: { attachment: json({ sha256: identity.findings }), ...at('findings.jsonl') },
        },
      ],
    },
  ];
}

function evidenceOf({ checkpoint }: TargetReport, one: Judged): Evidence {
  return {
    'bom-ref': evidenceRef(checkpoint, one),
    propertyName: `palimpsest:${one.id}`,
    data: one.endpoints.map(({ id, leak, bound, pAdjusted, power, minimumDetectableLeak, bindingControl }) => ({
      name: id,
      contents: {
        attachment: {
          contentType: 'application/json' as const,
          content: JSON.stringify({ leak, bound, pAdjusted, power, minimumDetectableLeak, bindingControl }),
        },
      },
    })),
  };
}

const claimRef = (checkpoint: string, { id }: Pick<Judged, 'id'>) => `claim:${checkpoint}/${id}`;
const evidenceRef = (checkpoint: string, { id }: Pick<Judged, 'id'>) => `evidence:${checkpoint}/${id}`;
