/** The log of who did what, one hash chain per project (libs/platform says what a chain proves and what it does not). */
import {
  emptyLog,
  newSalt,
  nextEntry,
  verifyChain,
  type ChainVerdict,
  type LogEntry,
  type LogEvent,
  type LogHead,
} from '@palimpsest/platform';
import { In, IsNull, MoreThan, Not, type DataSource, type EntityManager } from 'typeorm';
import { auditLogTable, type AuditLogRow } from '../database/tables.js';

/** Null of entries from before there were salts. */
export type SaltedEntry = LogEntry & Pick<AuditLogRow, 'salt'>;

export interface AuditLog {
  /** Within `inside`, when given: what is logged and the log then stand or fall together. */
  append(event: LogEvent, inside?: EntityManager): Promise<LogEntry>;
  /** Number and digest of the last entry. */
  head(): Promise<LogHead>;
  /** Entries after `sequence`, oldest first. */
  read(after: number, limit: number): Promise<readonly SaltedEntry[]>;
  /** Number of the first entry on one of these that an excerpt can hold; null when there is none. */
  firstOn(targets: readonly string[]): Promise<number | null>;
  /** Walks the whole chain. @param expected a head that was kept elsewhere */
  verify(expected?: LogHead): Promise<ChainVerdict>;
}

/** @param pageSize entries that are verified at a time */
export function auditLog(database: DataSource, project: string, pageSize = 5_000): AuditLog {
  const rows = database.getRepository(auditLogTable);
  const lastIn = async (manager: EntityManager): Promise<LogHead> =>
    (await manager.findOne(auditLogTable, { where: { project }, order: { sequence: 'desc' } })) ?? emptyLog;
  const append = async (event: LogEvent, manager: EntityManager): Promise<LogEntry> => {
    // One writer at a time, until the transaction ends: two entries must not follow the same one.
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`audit log ${project}`]);
    const salt = newSalt();
    const entry = nextEntry(await lastIn(manager), event, salt);
    await manager.insert(auditLogTable, { project, ...entry, salt });
    return entry;
  };
  const read = async (after: number, limit: number): Promise<readonly SaltedEntry[]> => {
    const where = { project, sequence: MoreThan(after) };
    return (await rows.find({ where, order: { sequence: 'asc' }, take: limit })).map(entryOf);
  };
  return {
    append: (event, inside) =>
      inside ? append(event, inside) : database.transaction((transaction) => append(event, transaction)),
    async head() {
      const { sequence, digest } = await lastIn(database.manager);
      return { sequence, digest };
    },
    read,
    async firstOn(targets) {
      const where = { project, target: In(targets), salt: Not(IsNull()) };
      return (await rows.findOne({ where, order: { sequence: 'asc' } }))?.sequence ?? null;
    },
    async verify(expected) {
      let head = emptyLog;
      for (;;) {
        const entries = await read(head.sequence, pageSize);
        const isLast = entries.length < pageSize;
        const inPage = expected && (isLast || expected.sequence <= (entries.at(-1)?.sequence ?? 0));
        const isAhead = expected && expected.sequence >= head.sequence;
        const verdict = verifyChain(entries, head, inPage && isAhead ? expected : undefined);
        if (!verdict.intact || isLast) return verdict;
        head = verdict.head;
      }
    },
  };
}

function entryOf({ sequence, at, actor, action, target, detail, salt, digest }: AuditLogRow): SaltedEntry {
  return { sequence, at, actor, action, target, detail, salt, digest };
}
