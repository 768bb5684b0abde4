/**
 * Checkpoints against the first one, paired by person: differences with intervals, two-sided permutation p,
 * Holm-adjusted over the whole table. It ranks methods; verdicts come from controls, not from here.
 */
import { clustersFor, rateOf, toMetric } from '@palimpsest/audit';
import { canonicalJson, type Metric } from '@palimpsest/contracts';
import { differenceOfClusteredMeans, holm, pairedPermutation } from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import type { Contestant } from './contestants.js';

export interface ComparedRow {
  readonly label: string;
  readonly recovery: Metric;
  /** From the first contestant; null for itself. */
  readonly difference: Metric | null;
  readonly pAdjusted: number | null;
}

export interface ComparedEndpoint {
  /** probe label/variant/ask */
  readonly endpoint: string;
  readonly rows: readonly ComparedRow[];
}

export function compareContestants(contestants: readonly Contestant[]): readonly ComparedEndpoint[] {
  const drafts = conditionsOf(contestants).map((condition) => ({
    endpoint: `${condition.probe}/${condition.variant}/${condition.ask}`,
    rows: contestants.map((contestant) => draft(contestants[0] as Contestant, contestant, condition)), // never empty
  }));
  const adjusted = holm(drafts.flatMap(({ rows }) => rows.flatMap(({ p }) => p ?? [])));
  let next = 0;
  return drafts.map(({ endpoint, rows }) => ({
    endpoint,
    rows: rows.map(({ p, ...row }) => ({ ...row, pAdjusted: p === null ? null : (adjusted[next++] ?? null) })),
  }));
}

type Condition = Pick<ReturnType<Contestant['ledger']['conditions']>[number], 'probe' | 'variant' | 'ask'>;

/** What was asked of targets on true answers without a defense, in order of first appearance. */
function conditionsOf(contestants: readonly Contestant[]): readonly Condition[] {
  const seen = new Map<string, Condition>();
  for (const { ledger, checkpoint } of contestants) {
    for (const row of ledger.conditions()) {
      if (row.checkpoint !== checkpoint || row.answers !== 'true' || row.defense !== null) continue;
      const { probe, variant, ask } = row;
      seen.set(`${probe}/${variant}/${ask}`, { probe, variant, ask });
    }
  }
  return [...seen.values()];
}

function draft(
  first: Contestant,
  contestant: Contestant,
  condition: Condition,
): Omit<ComparedRow, 'pAdjusted'> & { readonly p: number | null } {
  const { confidence, resamples } = first.record.plan.policy;
  const counts = (of: Contestant) => of.ledger.counts({ ...condition, checkpoint: of.checkpoint });
  const recovery = rateOf(counts(contestant), confidence);
  const row = { label: contestant.label, recovery };
  if (contestant === first) return { ...row, difference: null, p: null };
  const missing = (reason: string) => ({ ...row, difference: { state: 'not-measured', reason } as const, p: null });
  if (settingsOf(first, condition) !== settingsOf(contestant, condition))
    return missing('the two audits ran this probe with different settings');
  const rng = new Rng(`compare/${condition.probe}/${condition.variant}/${condition.ask}/${contestant.label}`);
  const difference = differenceOfClusteredMeans(clustersFor(counts(contestant)), clustersFor(counts(first)), {
    ...{ confidence, resamples, rng: rng.fork('difference') },
  });
  if (difference.status === 'not-measured') return missing(difference.reason);
  const test = pairedPermutation(difference.perSubject, {
    ...{ alternative: 'two-sided', resamples, rng: rng.fork('two-sided') },
  });
  return { ...row, difference: toMetric(difference.difference), p: test.status === 'measured' ? test.p : null };
}

/** Everything that two results must share to be compared. */
function settingsOf({ record }: Contestant, { probe }: Condition): string {
  const { seeds, folds, validation, scoring, dataset, probes } = record.plan;
  const entry = probes.find(({ label }) => label === probe);
  const splits = { forget: dataset.forget, retain: dataset.retain };
  return canonicalJson({ seeds, folds, validation, scoring, splits, id: entry?.id, params: entry?.params });
}
