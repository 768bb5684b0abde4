/**
 * A stored audit as it stands: its record and the findings there are, in the order of the plan. Reads the
 * store and nothing else, so an audit can be shown long after its checkpoints and its data set have gone.
 */
import type { Finding } from '@palimpsest/contracts';
import type { UnitPorts } from '../ports/ports.js';
import type { AuditRecord } from '../ports/work.js';
import { AuditInputError } from './errors.js';
import { findingsIn, isOpen, standingOf } from './standing.js';

export interface StoredAudit {
  readonly record: AuditRecord;
  /** Equal to what running the audit returns, as far as it got. */
  readonly findings: readonly Finding[];
  readonly units: { readonly finished: number; readonly planned: number };
}

/** @throws AuditInputError when there is no audit of that name */
export async function readAudit(
  id: string,
  { store, catalog }: Pick<UnitPorts, 'store' | 'catalog'>,
): Promise<StoredAudit> {
  const record = await store.records.read(id);
  if (!record) throw new AuditInputError('Audit', `there is no audit ${id}`, 'List the audits to see their names.');
  const standing = await standingOf(record, { store, catalog });
  const { units } = standing;
  const finished = units.filter((one) => !isOpen(one)).length;
  return { record, findings: findingsIn(standing), units: { finished, planned: units.length } };
}
