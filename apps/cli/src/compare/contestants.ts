/** Who is compared: the targets of the audits named, provided they were asked about the same people. */
import { Ledger, readAudit, type AuditRecord } from '@palimpsest/audit';
import { UsageError } from '../failure.js';
import type { StoredAudits } from '../state/stored-audits.js';

export interface Contestant {
  readonly audit: string;
  readonly checkpoint: string;
  /** Unique in the comparison. */
  readonly label: string;
  readonly record: AuditRecord;
  readonly ledger: Ledger;
}

/** @throws UsageError when there is nothing to compare or the audits are about different people */
export async function contestantsOf(audits: readonly string[], ports: StoredAudits): Promise<readonly Contestant[]> {
  const stored = await Promise.all([...new Set(audits)].map((id) => readAudit(id, ports)));
  const [first] = stored;
  for (const { record } of stored) {
    if (!first || record.dataset.digest === first.record.dataset.digest) continue;
    throw new UsageError(
      `${record.id} and ${first.record.id} used different data sets; compare audits of the same people`,
    );
  }
  const named = stored.flatMap(({ record, findings }) => {
    const ledger = new Ledger(findings);
    const targets = record.checkpoints.filter(({ roles }) => roles.includes('target'));
    return targets.map(({ name }) => ({ audit: record.id, checkpoint: name, record, ledger }));
  });
  if (named.length < 2) throw new UsageError('There is only one target; name a second audit, or one with several');
  return named.map((entry) => {
    const isAmbiguous = named.some((other) => other !== entry && other.checkpoint === entry.checkpoint);
    return { ...entry, label: isAmbiguous ? `${entry.checkpoint} (${entry.audit})` : entry.checkpoint };
  });
}
