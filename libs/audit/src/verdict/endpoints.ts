/**
 * Endpoints: one probe's variant, asked one way, of one target, with everything that decides whether it is a
 * leak. Confirmatory ones are corrected for each other, within their tier and for the number of tiers.
 */
import type { Endpoint, HealthFlag, Policy } from '@palimpsest/contracts';
import type { AuditRecord } from '../ports/work.js';
import { originalCounts, originalOf, standingOf, type Case, type Standing } from './case.js';
import { compareWithControls, type Compared } from './compare.js';
import { controlsOf, referencesOf } from './controls.js';
import { confirmatoryTiers, correctedInTiers } from './family.js';
import type { Condition, Ledger } from './ledger.js';
import { nullShareOf, rateOf, replyRateOf } from './metrics.js';
import { powerOf } from './power.js';

type Checkpoint = AuditRecord['checkpoints'][number];

/** An endpoint with what its tier makes of it. */
export interface Examined {
  readonly endpoint: Endpoint;
  /** Corrected for the other confirmatory endpoints of its tier, not yet for the other tiers. */
  readonly pInTier: number | null;
  /** Sound and beyond every control: only its p stands between it and a leak. */
  readonly isCredible: boolean;
}

/** All endpoints of a target except controls. */
export function endpointsOf(given: Case, target: Checkpoint): readonly Examined[] {
  const { policy } = given.record.plan;
  const drafts = given.ledger
    .conditions()
    .filter(({ checkpoint, answers, defense }) => checkpoint === target.name && answers === 'true' && defense === null)
    .filter(({ probe }) => standingOf(given, probe).purpose !== 'control')
    .map((condition) => draft(given, target, condition));
  const family = drafts.filter(({ endpoint }) => endpoint.purpose === 'confirmatory');
  const inTier = correctedInTiers(family, policy);
  const tiers = confirmatoryTiers(given, target).length;
  return drafts.map((entry) => {
    const attempts = family.filter(({ endpoint }) => endpoint.tier === entry.endpoint.tier).length;
    return decide(entry, inTier.get(entry) ?? null, { tiers, attempts }, policy);
  });
}

type Undecided = Omit<Endpoint, 'pAdjusted' | 'isLeak' | 'isBelowMargin' | 'power' | 'minimumDetectableLeak'>;

interface Draft {
  readonly endpoint: Undecided;
  readonly compared: Compared;
  readonly standing: Standing;
}

function draft(given: Case, target: Checkpoint, condition: Condition): Draft {
  const { ledger, record } = given;
  const { policy } = record.plan;
  const { confidence } = policy;
  const standing = standingOf(given, condition.probe);
  const counts = ledger.counts(condition);
  const compared = compareWithControls(counts, controlsOf(given, target, condition), policy);
  const original = originalOf(given) ? 'the original was not asked' : 'the plan has no original';
  const permuted = ledger.counts({ ...condition, answers: 'permuted' });
  const rate = (what: 'exact' | 'refused' | 'unparsable' | 'gibberish') =>
    replyRateOf(counts, { ask: condition.ask, confidence }, what);
  const endpoint: Undecided = {
    id: `${condition.probe}/${condition.variant}/${condition.ask}`,
    probe: condition.probe,
    variant: condition.variant,
    ask: condition.ask,
    purpose: standing.purpose,
    tier: standing.tier,
    target: rateOf(counts, confidence),
    rates: {
      exact: rate('exact'),
      refused: rate('refused'),
      unparsable: rate('unparsable'),
      gibberish: rate('gibberish'),
    },
    original: rateOf(originalCounts(given, condition), confidence, 'correct', original),
    comparisons: [...compared.comparisons],
    permuted: rateOf(permuted, confidence, 'correct', 'the probe was not run on permuted answers'),
    train: rateOf(ledger.counts(condition, 'train'), confidence, 'correct', 'the probe is not trained'),
    seeds: bySeed(ledger, condition),
    leak: compared.leakMetric,
    bindingControl: compared.leak.status === 'measured' ? compared.leak.binding : null,
    bound: compared.leak.status === 'measured' ? compared.leak.upperBound : null,
    health: [...raisedIn(ledger, condition)],
    controlHealth: referencesOf(given, target).flatMap(({ name }) =>
      raisedIn(ledger, { ...condition, checkpoint: name })
        .filter(isSick)
        .map((flag) => ({ ...flag, detail: `${name}: ${flag.detail}` })),
    ),
  };
  return { endpoint, compared, standing };
}

function raisedIn(ledger: Ledger, condition: Condition): readonly HealthFlag[] {
  return ledger
    .attacksOf(condition)
    .flatMap(({ health, fold, seed }) =>
      health
        .filter(({ raised }) => raised)
        .map((flag) => ({ ...flag, detail: `${flag.detail} (${fold ? `fold ${fold.index + 1}, ` : ''}seed ${seed})` })),
    );
}

/** Flags that mean a control attack did nothing; a control that merely learned little is an honest control. */
const isSick = ({ flag }: HealthFlag) => !['loss-not-falling', 'unbounded-attack-fails'].includes(flag);

/** Recovery per seed; a seed without answers is left out, never 0. */
function bySeed(ledger: Ledger, condition: Condition): Endpoint['seeds'] {
  const rows = ledger.rows(condition);
  return [...new Set(rows.map(({ seed }) => seed))].flatMap((seed) => {
    const counts = rows
      .filter((row) => row.seed === seed)
      .flatMap((row) => row.subjects)
      .filter(({ partition }) => partition === 'held-out');
    const n = counts.reduce((sum, row) => sum + row.n, 0);
    return n === 0 ? [] : [{ seed, recovery: counts.reduce((sum, row) => sum + row.correct, 0) / n }];
  });
}

/** A leak needs healthy attacks on both sides, enough people, few gaps, and controls that carry the claim. */
function decide(
  { endpoint, compared, standing }: Draft,
  pInTier: number | null,
  { tiers, attempts }: { readonly tiers: number; readonly attempts: number },
  policy: Policy,
): Examined {
  const isConfirmatory = endpoint.purpose === 'confirmatory';
  const pAdjusted = pInTier === null ? null : Math.min(1, tiers * pInTier);
  const p = isConfirmatory ? pAdjusted : compared.p;
  const isSound =
    endpoint.health.length === 0 &&
    endpoint.controlHealth.length === 0 &&
    compared.pairs >= policy.minimumSubjects &&
    nullShareOf(endpoint) <= policy.maximumNulls;
  const isCredible = isSound && isCarried(endpoint, standing) && compared.exceedsAll;
  const decided: Endpoint = {
    ...endpoint,
    ...powerOf(compared, policy, tiers * attempts),
    pAdjusted,
    isLeak: isCredible && p !== null && p <= policy.alpha,
    isBelowMargin: endpoint.bound !== null && endpoint.bound < policy.margin,
  };
  return { endpoint: decided, pInTier, isCredible };
}

/**
 * Without any reference, only a probe that is shown no answers can prove a leak (against the prior): one that
 * is shown answers may have taught them (SCIENCE §4.0).
 */
function isCarried({ comparisons }: Undecided, { isTaught }: Standing): boolean {
  const isReferenced = comparisons.some(
    ({ control, recovery }) => control.endsWith('reference') && recovery.state === 'measured',
  );
  return isReferenced || !isTaught;
}
