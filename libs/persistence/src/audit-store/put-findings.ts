/** The findings of a unit, all or none, within a transaction that may do more. */
import { digestOf, StoreConflictError } from '@palimpsest/audit';
import type { Finding } from '@palimpsest/contracts';
import type { EntityManager } from 'typeorm';
import { findingTable, finishedUnitTable } from '../database/tables.js';

/** A statement has at most 65,535 parameters, a finding six. */
const findingsPerInsert = 5_000;

export interface UnitKey {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
}

/** The same findings again change nothing. @throws StoreConflictError when others are stored */
export async function putFindings(manager: EntityManager, at: UnitKey, given: readonly Finding[]): Promise<void> {
  const findingsDigest = digestOf(given);
  const unit = { project: at.project, audit: at.audit, unit: at.unit };
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(finishedUnitTable)
    .values({ ...unit, findingsDigest })
    .orIgnore();
  const { raw } = (await insert.returning('unit').execute()) as { readonly raw: readonly unknown[] };
  if (raw.length > 0) {
    const rows = given.map((content, position) => ({ ...unit, position, kind: content.kind, content }));
    for (let first = 0; first < rows.length; first += findingsPerInsert) {
      await manager.insert(findingTable, rows.slice(first, first + findingsPerInsert));
    }
    return;
  }
  const stored = await manager.findOneByOrFail(finishedUnitTable, unit);
  if (stored.findingsDigest === findingsDigest) return;
  throw new StoreConflictError(
    `Findings of unit ${at.unit.slice(0, 12)}`,
    'different content is stored already; nothing was overwritten. Start a new audit',
  );
}
