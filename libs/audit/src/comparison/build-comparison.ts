/**
 * From stored audits to the comparison model: methods × probes with paired differences, ranks, and how much forgetting
 * and stealth cost. Pure: the same findings give the same bytes.
 */
import type { Comparison } from '@palimpsest/contracts';
import { AuditInputError } from '../engine/errors.js';
import type { StoredAudit } from '../engine/stored-audit.js';
import type { Catalog } from '../plugins/catalog.js';
import { missing } from '../verdict/metrics.js';
import { contestantsOf, type Contestant } from './contestants.js';
import { matrixOf } from './endpoints.js';
import { leaderboardOf, WORST } from './leaderboard.js';
import { warningsOf } from './settings.js';
import { stealthRecoveryOf } from './stealth.js';

export interface ComparisonInput {
  readonly audits: readonly StoredAudit[];
  /** The rosters the audits ran with. */
  readonly catalog: Catalog;
  /** Label of the target that differences are taken from; the first one unless told. */
  readonly baseline?: string | undefined;
  /** What ranks are by: `worst`, or the id of an endpoint. */
  readonly by?: string | undefined;
}

/** @throws AuditInputError when the audits cannot be compared, or baseline or endpoint are not among them */
export function buildComparison({ audits, catalog, baseline, by = WORST }: ComparisonInput): Comparison {
  const contestants = contestantsOf(audits, catalog, baseline);
  const [first] = contestants;
  if (!first) throw new AuditInputError('Comparison', 'there are no targets', 'Name audits with targets.');
  const { endpoints, corrections } = matrixOf(contestants);
  const ranked = leaderboardOf(contestants, endpoints, by);
  const { plan, dataset } = first.given.record;
  return {
    schema: 'palimpsest.comparison/1',
    dataset: { ...dataset, forget: plan.dataset.forget, retain: plan.dataset.retain },
    ...{ confidence: plan.policy.confidence, alpha: plan.policy.alpha, baseline: first.label },
    audits: audits.map(({ record: { id, plan: own, planDigest, engine }, units }) => ({
      ...{ id, name: own.name, plan: planDigest, engine, units: { ...units } },
    })),
    targets: contestants.map(targetOf),
    warnings: [...warningsOf(audits, contestants), ...ranked.warnings],
    leaderboard: ranked.leaderboard,
    endpoints: [...endpoints],
    corrections: [...corrections, ...ranked.corrections],
    forgetUtility: contestants.map(({ label, report: { clean } }) => ({
      ...{ target: label, retain: clean.retain, forget: clean.forget },
      score: ranked.leaderboard.rows.find(({ target }) => target === label)?.score ?? missing('no score'),
    })),
    stealthRecovery: stealthRecoveryOf(contestants),
  };
}

function targetOf({ label, given, target, report }: Contestant): Comparison['targets'][number] {
  const { verdict, clean, truth } = report;
  return {
    ...{ label, audit: given.record.id, checkpoint: target.name, digest: target.digest, truth },
    ...{ verdict: verdict.value, sentence: verdict.sentence, forget: clean.forget, retain: clean.retain },
    manner: clean.forgetReplies.manner,
  };
}
