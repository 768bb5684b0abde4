/** The audits of one project: the list, one of them, and what may be done with it. */
import type { AuditState } from '@palimpsest/contracts';
import type { AuditRecord } from '@palimpsest/audit';
import { In, type DataSource } from 'typeorm';
import { postgresAuditStore } from '../audit-store/postgres-audit-store.js';
import { auditReportTable, auditTable, stepTable, type AuditRow } from '../database/audit-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';
import { appendEvent } from './events.js';
import { inAudit } from './in-audit.js';
import type { StoredReport } from './stored-reports.js';

export interface AuditFilter {
  readonly state?: AuditState | undefined;
  readonly verdict?: string | undefined;
  readonly planName?: string | undefined;
}

export interface Audits {
  list(page: PageRequest, filter?: AuditFilter): Promise<PageOf<AuditRow>>;
  find(id: string): Promise<AuditRow | null>;
  /** Idempotent. @throws StoreConflictError when the id stands for another record */
  create(record: AuditRecord, priority: number, eraseAfter?: Date | null): Promise<AuditRow>;
  /**
   * @param from the states it may come from; from any other one nothing is changed
   * @returns the audit as it is now, and whether it was changed
   */
  move(
    id: string,
    from: readonly AuditState[],
    to: AuditState,
  ): Promise<{ readonly audit: AuditRow; readonly moved: boolean } | null>;
  /** Every step is done, and this is what came out. Idempotent. */
  complete(id: string, verdict: string, report?: StoredReport): Promise<void>;
}

export function audits(database: DataSource, project: string): Audits {
  const rows = database.getRepository(auditTable);
  const { records } = postgresAuditStore(database, project);
  return {
    list(page, filter = {}) {
      const query = rows.createQueryBuilder('row').where('row.project = :project', { project });
      for (const [column, value] of Object.entries({ ...filter })) {
        if (value !== undefined) query.andWhere(`row.${column} = :${column}`, { [column]: value });
      }
      return readPage(query, newestFirst, page);
    },
    find: (id) => rows.findOneBy({ project, id }),
    async create(record, priority, eraseAfter = null) {
      const { id, plan, planDigest } = record;
      await records.create(record);
      const row = { project, id, state: 'queued' as const, planName: plan.name, planDigest, priority, eraseAfter };
      await rows.createQueryBuilder().insert().values(row).orIgnore().execute();
      return rows.findOneByOrFail({ project, id });
    },
    move: (id, from, to) =>
      inAudit(database, { project, audit: id }, async (manager, audit) => {
        if (!from.includes(audit.state)) return { audit, moved: false };
        const key = { project, audit: id };
        if (to === 'cancelled') {
          await manager.update(stepTable, { ...key, state: In(['waiting', 'queued']) }, { state: 'cancelled' });
          await appendEvent(manager, key, { type: 'audit-finished', audit: id, outcome: 'cancelled' });
        }
        if (to === 'queued') {
          await manager.update(stepTable, { ...key, state: In(['failed', 'cancelled']) }, { state: 'waiting' });
        }
        await manager.update(auditTable, { project, id }, { state: to, updatedAt: () => 'now()', ...endOf(to) });
        return { audit: await manager.findOneByOrFail(auditTable, { project, id }), moved: true };
      }),
    async complete(id, verdict, report) {
      await inAudit(database, { project, audit: id }, async (manager, { state }) => {
        if (state === 'complete' || state === 'cancelled') return;
        const end = { state: 'complete', verdict, finishedAt: () => 'now()', updatedAt: () => 'now()' } as const;
        await manager.update(auditTable, { project, id }, end);
        if (report) await manager.upsert(auditReportTable, { project, audit: id, ...report }, ['project', 'audit']);
        await appendEvent(manager, { project, audit: id }, { type: 'audit-finished', audit: id, outcome: 'complete' });
      });
    },
  };
}

function endOf(to: AuditState) {
  if (to === 'cancelled') return { finishedAt: () => 'now()' };
  return to === 'queued' ? { finishedAt: null, failure: null, failed: 0 } : {};
}

const newestFirst = {
  columns: ['row.createdAt', 'row.id'],
  direction: 'DESC',
  keyOf: ({ createdAt, id }: AuditRow) => [createdAt.toISOString(), id],
} as const;
