/** The log as it is listed: oldest first, in pages. */
import type { DataSource } from 'typeorm';
import { CursorError, decodeCursor, encodeCursor, type PageOf, type PageRequest } from '../paging/keyset.js';
import { auditLog, type SaltedEntry } from './audit-log.js';

/** What PostgreSQL's int holds. */
const mostEntries = 2 ** 31 - 1;

/** @throws CursorError */
export async function logPage(database: DataSource, project: string, page: PageRequest): Promise<PageOf<SaltedEntry>> {
  const [after] = page.cursor === undefined ? [0] : decodeCursor(page.cursor, 1);
  if (typeof after !== 'number' || !Number.isInteger(after) || after < 0 || after > mostEntries)
    throw new CursorError();
  const entries = await auditLog(database, project).read(after, page.limit + 1);
  const items = entries.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: entries.length > page.limit && last ? encodeCursor([last.sequence]) : null };
}
