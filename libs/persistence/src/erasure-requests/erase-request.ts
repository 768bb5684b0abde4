/**
 * Erasing what was written about a request in free text: its key goes, and with it the reasons, in backups too. Days,
 * outcome, pseudonyms, links and the log stay: that somebody asked, and was answered in time, has to be shown.
 */
import type { EncryptionKey, LogEvent } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { auditLog } from '../audit-log/audit-log.js';
import { dataKeys } from '../data-keys/data-keys.js';
import { erasureRequestTable } from '../database/request-tables.js';
import { openedRequest, requestOwner, type KeptRequest } from './sealed-request.js';

/** A request without an answer is still worked on. */
export class RequestOpenError extends Error {
  override readonly name = 'RequestOpenError';
  constructor(id: string) {
    super(`Request ${id} has no answer yet: record the answer, then erase`);
  }
}

/**
 * Idempotent: the first time counts.
 * @returns null when there is no such request @throws RequestOpenError
 */
export async function eraseRequest(
  database: DataSource,
  { project, request }: { readonly project: string; readonly request: string },
  master: EncryptionKey,
  event: Pick<LogEvent, 'at' | 'actor'>,
): Promise<KeptRequest | null> {
  const keys = dataKeys(database, project, master);
  const at = new Date(event.at);
  return database.transaction(async (manager) => {
    const where = { project, id: request };
    const row = await manager.findOne(erasureRequestTable, { where, lock: { mode: 'pessimistic_write' } });
    if (!row) return null;
    if (row.erasedAt) return openedRequest(row, keys);
    if (row.answeredOn === null) throw new RequestOpenError(request);
    await keys.erase(requestOwner(request), at, manager);
    await manager.update(erasureRequestTable, where, { erasedAt: at });
    const logged = { ...event, action: 'requests.erase', target: request, detail: {} };
    await auditLog(database, project).append(logged, manager);
    return openedRequest({ ...row, erasedAt: at }, keys);
  });
}
