/**
 * Requests of people to be erased, of one project. What a change is allowed to be is the caller's affair; here it is
 * made on the newest record, one change after the other, and stands or falls with its entry in the log.
 */
import { canonicalJson, type ErasureRequest, type RequestStanding } from '@palimpsest/contracts';
import type { EncryptionKey, LogEvent } from '@palimpsest/platform';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { auditLog } from '../audit-log/audit-log.js';
import { DataErasedError, dataKeys } from '../data-keys/data-keys.js';
import { erasureRequestTable, type ErasureRequestRow } from '../database/request-tables.js';
import { readPage, type Keyset, type PageOf, type PageRequest } from '../paging/keyset.js';
import { NameTakenError } from '../registrations/name-taken-error.js';
import { openedRequest, requestOwner, sealedRequest, type KeptRequest } from './sealed-request.js';

export interface RequestFilter {
  /** As of `today`. */
  readonly standing?: RequestStanding | undefined;
  /** `YYYY-MM-DD`: the last day for the answer is this one or earlier. */
  readonly dueBy?: string | undefined;
}

/** What the log is told of a change. */
export interface LoggedChange extends Pick<LogEvent, 'at' | 'actor' | 'action'> {
  /** Of the record as it has become: no free text. */
  readonly detail: (request: ErasureRequest) => LogEvent['detail'];
}

export interface ErasureRequests {
  /** In the order of recording. @param today `YYYY-MM-DD` */
  list(page: PageRequest, today: string, filter?: RequestFilter): Promise<PageOf<KeptRequest>>;
  /** Without an answer, the most urgent first, those without a deadline last. @param lastDay null for all of them */
  unanswered(page: PageRequest, lastDay: string | null): Promise<PageOf<KeptRequest>>;
  find(id: string): Promise<KeptRequest | null>;
  /** The same again changes nothing and is not logged. @throws NameTakenError when the id stands for another request */
  add(request: ErasureRequest, change: LoggedChange): Promise<KeptRequest>;
  /**
   * @returns null when there is none of that id
   * @throws what `changed` throws, and DataErasedError once its reasons are erased; nothing is changed then
   */
  change(
    id: string,
    changed: (request: ErasureRequest) => ErasureRequest,
    change: LoggedChange,
  ): Promise<KeptRequest | null>;
}

export function erasureRequests(database: DataSource, project: string, master: EncryptionKey): ErasureRequests {
  const rows = database.getRepository(erasureRequestTable);
  const keys = dataKeys(database, project, master);
  const keyOf = (id: string) => keys.keyOf(requestOwner(id));
  const all = () => rows.createQueryBuilder('row').where('row.project = :project', { project });
  const pageOf = async (
    query: SelectQueryBuilder<ErasureRequestRow>,
    order: Keyset<ErasureRequestRow>,
    page: PageRequest,
  ): Promise<PageOf<KeptRequest>> => {
    const { items, next } = await readPage(query, order, page);
    return { items: await Promise.all(items.map((row) => openedRequest(row, keys))), next };
  };
  const find = async (id: string): Promise<KeptRequest | null> => {
    const row = await rows.findOneBy({ project, id });
    return row && openedRequest(row, keys);
  };
  const eventOf = ({ at, actor, action, detail }: LoggedChange, request: ErasureRequest): LogEvent => ({
    ...{ at, actor, action, target: request.id, detail: detail(request) },
  });
  return {
    list(page, today, { standing, dueBy } = {}) {
      const query = all();
      if (standing) query.andWhere(inStanding[standing], { today });
      if (dueBy !== undefined) query.andWhere('row.due <= :dueBy', { dueBy });
      return pageOf(query, byAge, page);
    },
    unanswered(page, lastDay) {
      const query = all().andWhere('row.answeredOn is null');
      if (lastDay !== null) query.andWhere('row.due <= :lastDay', { lastDay });
      return pageOf(query, byUrgency, page);
    },
    find,
    async add(request, change) {
      const columns = await sealedRequest(request, () => keyOf(request.id));
      await database.transaction(async (manager) => {
        const insert = manager.createQueryBuilder().insert().into(erasureRequestTable);
        const { raw } = (await insert
          .values({ project, ...columns })
          .orIgnore()
          .returning('id')
          .execute()) as { readonly raw: readonly unknown[] };
        if (raw.length > 0) await auditLog(database, project).append(eventOf(change, request), manager);
      });
      const stored = (await find(request.id)) as KeptRequest;
      if (!isOf(stored.request, request)) throw new NameTakenError(`Request ${request.id}`, 'choose another id');
      return stored;
    },
    async change(id, changed, change) {
      const known = await find(id);
      if (!known) return null;
      if (known.erasedAt) throw new DataErasedError(requestOwner(id), known.erasedAt);
      // Made before the row is held: keys have connections of their own, and there are only so many.
      const key = await keyOf(id);
      await database.transaction(async (manager) => {
        const lock = { mode: 'pessimistic_write' } as const;
        const row = await manager.findOneOrFail(erasureRequestTable, { where: { project, id }, lock });
        const { request, erasedAt } = await openedRequest(row, { ...keys, keyOf: () => Promise.resolve(key) });
        if (erasedAt) throw new DataErasedError(requestOwner(id), erasedAt);
        const next = changed(request);
        if (canonicalJson(next) === canonicalJson(request)) return;
        const columns = await sealedRequest(next, () => Promise.resolve(key));
        await manager.update(erasureRequestTable, { project, id }, columns);
        await auditLog(database, project).append(eventOf(change, next), manager);
      });
      return find(id);
    },
  };
}

/** A request may have changed since it was recorded; what it was recorded as has not. */
function isOf(stored: ErasureRequest, given: ErasureRequest): boolean {
  const receiptOf = ({ profile, received, subjects }: ErasureRequest) => canonicalJson({ profile, received, subjects });
  const listed = new Set(stored.checkpoints.map(({ checkpoint }) => checkpoint));
  return receiptOf(stored) === receiptOf(given) && given.checkpoints.every(({ checkpoint }) => listed.has(checkpoint));
}

/** As `standingOf` of libs/compliance has it; a test holds them together. */
const inStanding: Readonly<Record<RequestStanding, string>> = {
  open: 'row.answeredOn is null and (row.due is null or row.due >= :today)',
  overdue: 'row.answeredOn is null and row.due < :today',
  'answered-in-time': 'row.answeredOn is not null and (row.due is null or row.answeredOn <= row.due)',
  'answered-late': 'row.answeredOn > row.due',
};

const byAge: Keyset<ErasureRequestRow> = {
  columns: ['row.createdAt', 'row.id'],
  direction: 'ASC',
  keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
};

const byUrgency: Keyset<ErasureRequestRow> = {
  columns: ["coalesce(row.due, date 'infinity')", 'row.createdAt', 'row.id'],
  direction: 'ASC',
  keyOf: ({ due, createdAt, id }) => [due ?? 'infinity', createdAt.toISOString(), id],
};
