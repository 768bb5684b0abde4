/** An audit's record, findings and catalogue together, and the questions that everything after them asks. */
import type { Purpose, SubjectCounts } from '@palimpsest/contracts';
import { findPlugin, type Catalog } from '../plugins/catalog.js';
import type { AuditRecord } from '../ports/work.js';
import type { Condition, Ledger } from './ledger.js';

export interface Case {
  readonly record: AuditRecord;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
}

export interface Standing {
  readonly purpose: Purpose;
  /** Evidence tier of SCIENCE §4.11. */
  readonly tier: number;
  /** It is shown answers of training subjects, so it may teach what it then finds. */
  readonly isTaught: boolean;
}

/** What a probe of this plan counts for. */
export function standingOf({ record, catalog }: Case, label: string): Standing {
  const entry = record.plan.probes.find((probe) => probe.label === label);
  const probe = findPlugin('probe', catalog.probes, entry?.id ?? label);
  return { purpose: entry?.purpose ?? probe.purpose, tier: probe.tier, isTaught: probe.crossFitted };
}

/** Answers on clean images, of the held-out forget subjects or of the retain subjects. */
export function cleanCounts(
  { ledger }: Case,
  checkpoint: string,
  ask: Condition['ask'],
  partition: 'held-out' | 'utility' = 'held-out',
): readonly SubjectCounts[] {
  const clean = ledger
    .conditions()
    .find((row) => row.checkpoint === checkpoint && row.variant === 'clean' && row.ask === ask && row.defense === null);
  return clean ? ledger.counts(clean, partition) : [];
}

/** The original under the same probe where that was run, else on clean images, asked the same way. */
export function originalCounts(given: Case, condition: Condition): readonly SubjectCounts[] {
  const original = originalOf(given);
  if (!original) return [];
  const same = given.ledger.counts({ ...condition, checkpoint: original.name });
  return same.length > 0 ? same : cleanCounts(given, original.name, condition.ask);
}

export const originalOf = ({ record }: Case) => record.checkpoints.find(({ roles }) => roles.includes('original'));

/** Forget subjects that count: those the original knew, all of them when there is no original. */
export function eligibleSubjects({ ledger }: Case): readonly string[] {
  return ledger.knowledge?.known ?? ledger.data?.forget ?? [];
}
