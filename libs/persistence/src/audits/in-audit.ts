/**
 * A transaction that holds an audit's row first and whatever else it needs after: all that changes an audit goes
 * one after the other, so that no two wait for each other and the numbers of events have no gaps.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { auditTable, type AuditRow } from '../database/audit-tables.js';

export interface AuditKey {
  readonly project: string;
  readonly audit: string;
}

/** @returns null when there is no such audit */
export function inAudit<T>(
  database: DataSource,
  { project, audit }: AuditKey,
  work: (manager: EntityManager, audit: AuditRow) => Promise<T>,
): Promise<T | null> {
  return database.transaction(async (manager) => {
    const lock = { mode: 'pessimistic_write' } as const;
    const row = await manager.findOne(auditTable, { where: { project, id: audit }, lock });
    return row && work(manager, row);
  });
}
