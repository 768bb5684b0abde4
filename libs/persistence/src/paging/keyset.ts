/**
 * Pages by the key of their last row (keyset pagination): a page costs the same wherever it is, and rows that are
 * added meanwhile shift nothing. The cursor is opaque to callers and is checked when it comes back.
 */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A cursor that no page has given. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
  constructor() {
    super('cursor: no page gave this; use `next` of the page before, or start without one');
  }
}

export interface Keyset<Row> {
  /** Columns that make the order total, as the query names them. */
  readonly columns: readonly string[];
  readonly direction: 'ASC' | 'DESC';
  readonly keyOf: (row: Row) => readonly (string | number)[];
}

/** @throws CursorError */
export async function readPage<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { columns, direction, keyOf }: Keyset<Row>,
  { limit, cursor }: PageRequest,
): Promise<PageOf<Row>> {
  if (cursor !== undefined) {
    const key = decodeCursor(cursor, columns.length);
    const names = columns.map((_, at) => `:after${at}`);
    const after = Object.fromEntries(key.map((value, at) => [`after${at}`, value]));
    query.andWhere(`(${columns.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${names.join(', ')})`, after);
  }
  for (const column of columns) query.addOrderBy(column, direction);
  const rows = await query
    .take(limit + 1)
    .getMany()
    .catch((error: unknown) => {
      throw cursor !== undefined && isDataException(error) ? new CursorError() : error;
    });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

/** PostgreSQL's class 22: a value that its column cannot hold, such as a cursor that somebody made up. */
function isDataException(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}

export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws CursorError */
export function decodeCursor(cursor: string, length: number): readonly (string | number)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new CursorError();
  }
  const isKey =
    Array.isArray(key) && key.length === length && key.every((part) => /^(string|number)$/.test(typeof part));
  if (!isKey) throw new CursorError();
  return key as (string | number)[];
}
