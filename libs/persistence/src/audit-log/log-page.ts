/** The log as it is listed: oldest first, in pages. */
import type { LogEntry } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { decodeCursor, encodeCursor, type PageOf, type PageRequest } from '../paging/keyset.js';
import { auditLog } from './audit-log.js';

/** @throws CursorError */
export async function logPage(database: DataSource, project: string, page: PageRequest): Promise<PageOf<LogEntry>> {
  const [after = 0] = page.cursor === undefined ? [] : decodeCursor(page.cursor, 1).map(Number);
  const entries = await auditLog(database, project).read(Number.isInteger(after) ? after : 0, page.limit + 1);
  const items = entries.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: entries.length > page.limit && last ? encodeCursor([last.sequence]) : null };
}
