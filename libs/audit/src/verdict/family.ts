/**
 * How the confirmatory endpoints of a target are corrected for each other. Endpoints of one evidence tier are
 * attempts at the same thing, so the best of them is tested jointly (ADR 18); tiers are few and are counted.
 */
import type { Policy } from '@palimpsest/contracts';
import { bestOfSeveral } from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import { findPlugin } from '../plugins/catalog.js';
import type { AuditRecord } from '../ports/work.js';
import { standingOf, type Case } from './case.js';
import type { Compared } from './compare.js';

type Checkpoint = AuditRecord['checkpoints'][number];

export interface Member {
  readonly endpoint: { readonly tier: number };
  readonly compared: Pick<Compared, 'p' | 'differences'>;
}

/** Labels of the confirmatory probes that the plan runs on this checkpoint. */
export function confirmatoryProbes(given: Case, { roles }: Checkpoint): readonly string[] {
  return given.record.plan.probes
    .filter(({ id, on }) =>
      (on ?? findPlugin('probe', given.catalog.probes, id).runsOn).some((role) => roles.includes(role)),
    )
    .map(({ label }) => label)
    .filter((label) => standingOf(given, label).purpose === 'confirmatory');
}

/** Tiers that may decide, planned ones without any answer included: what failed must not make the others easier. */
export function confirmatoryTiers(given: Case, target: Checkpoint): readonly number[] {
  const tiers = confirmatoryProbes(given, target).map((label) => standingOf(given, label).tier);
  return [...new Set(tiers)].sort((a, b) => a - b);
}

/** p of each, corrected for the other members of its tier; null where it could not be measured. */
export function correctedInTiers<M extends Member>(
  family: readonly M[],
  { resamples }: Pick<Policy, 'resamples'>,
): ReadonlyMap<M, number | null> {
  const tiers = [...new Set(family.map(({ endpoint }) => endpoint.tier))];
  return new Map(
    tiers.flatMap((tier) => {
      const members = family.filter(({ endpoint }) => endpoint.tier === tier);
      const claims = members.map(({ compared }) => ({ p: compared.p, comparisons: compared.differences }));
      const adjusted = bestOfSeveral(claims, { rng: new Rng(`best-of-tier/${tier}`), resamples });
      return members.map((member, index): [M, number | null] => [member, adjusted[index] ?? null]);
    }),
  );
}
