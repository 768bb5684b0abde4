/**
 * Erasing a data set: its key goes, and with it whatever it sealed, in backups too. Its digest and its numbers stay,
 * so that reports about it stay verifiable; its name is not given to other people's data again.
 */
import type { EncryptionKey, LogEvent } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { auditLog } from '../audit-log/audit-log.js';
import { AuditRunsError } from '../audits/erase-audit.js';
import { dataKeys } from '../data-keys/data-keys.js';
import { datasetFileTable, datasetTable, type DatasetRow } from '../database/registration-tables.js';
import type { DatasetKey } from './dataset-files.js';

/** Whom the key of a data set's files belongs to. */
export const datasetOwner = (dataset: string): string => `dataset ${dataset}`;

export interface ErasedDataset {
  readonly row: DatasetRow;
  /** Blobs that nobody can open any more: for the caller to remove. */
  readonly blobs: readonly string[];
}

/**
 * Idempotent: the first time counts.
 * @returns null when there is no such data set @throws AuditRunsError while an audit reads it
 */
export async function eraseDataset(
  database: DataSource,
  { project, dataset }: DatasetKey,
  master: EncryptionKey,
  event: Pick<LogEvent, 'at' | 'actor'>,
): Promise<ErasedDataset | null> {
  const at = new Date(event.at);
  return database.transaction(async (manager) => {
    const where = { project, id: dataset };
    const row = await manager.findOne(datasetTable, { where, lock: { mode: 'pessimistic_write' } });
    if (!row) return null;
    if (row.erasedAt) return { row, blobs: [] };
    const [reader] = await manager.query<{ id: string; state: string }[]>(readers, [project, dataset]);
    if (reader) throw new AuditRunsError(reader.id, reader.state);
    await dataKeys(database, project, master).erase(datasetOwner(dataset), at, manager);
    const files = await manager.findBy(datasetFileTable, { project, dataset });
    await manager.delete(datasetFileTable, { project, dataset });
    await manager.update(datasetTable, where, { erasedAt: at });
    const detail = { files: files.length };
    await auditLog(database, project).append({ ...event, action: 'datasets.erase', target: dataset, detail }, manager);
    return { row: { ...row, erasedAt: at }, blobs: files.map(({ sealed }) => sealed) };
  });
}

const readers = `
  select audit.id, audit.state from audit
  join plan on plan.project = audit.project and plan.digest = audit.plan_digest
  where audit.project = $1 and audit.state in ('queued', 'running') and plan.content->'dataset'->>'id' = $2
  limit 1`;
