/** The steps of an audit as people see them, and how they come into being. */
import type { Capability, StepState } from '@palimpsest/contracts';
import type { WorkUnit } from '@palimpsest/audit';
import type { DataSource } from 'typeorm';
import { auditTable, stepTable, type StepRow } from '../database/audit-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';
import { appendEvent } from './events.js';
import { inAudit, type AuditKey } from './in-audit.js';

export interface NewStep {
  readonly unit: WorkUnit;
  readonly capability: Capability;
}

export interface Steps {
  list(page: PageRequest, state?: StepState): Promise<PageOf<StepRow>>;
  /** Adds those that are not there yet, in this order. @param planned how many units the audit has in all */
  add(steps: readonly NewStep[], planned: number): Promise<void>;
  /** Waiting and queued ones, and those whose lease has run out, in the order of the plan. */
  open(): Promise<readonly StepRow[]>;
  /** The queue has these now: they are not looked for before the patience is over. */
  queued(units: readonly string[], patienceSeconds: number): Promise<void>;
}

/**
 * Audits with nothing in the way of going on, but steps that are waiting, were queued and not begun for longer than the patience, or ran
 * under a lease that is over; or with all steps done and no verdict. At most 100.
 */
export async function forgottenSteps(database: DataSource): Promise<readonly AuditKey[]> {
  return database.query<AuditKey[]>(
    `select project, id as audit from audit
     where state in ('queued', 'running') and updated_at < now() - interval '5 seconds' and (
       exists (
         select 1 from step where step.project = audit.project and step.audit = audit.id
           and (step.state = 'waiting' or (step.state in ('queued', 'running') and step.lease_until < now())))
       or not exists (
         select 1 from step where step.project = audit.project and step.audit = audit.id
           and step.state in ('waiting', 'queued', 'running')))
     order by updated_at limit 100`,
  );
}

export function steps(database: DataSource, at: AuditKey): Steps {
  const rows = database.getRepository(stepTable);
  const { project, audit } = at;
  return {
    list(page, state) {
      const query = rows.createQueryBuilder('row').where('row.project = :project and row.audit = :audit', at);
      if (state) query.andWhere('row.state = :state', { state });
      return readPage(query, inOrder, page);
    },
    async add(given, planned) {
      await inAudit(database, at, async (manager, row) => {
        const there = await manager.find(stepTable, { select: { unit: true }, where: { project, audit } });
        const known = new Set(there.map(({ unit }) => unit));
        const fresh = given.filter(({ unit }) => !known.has(unit.key));
        const values = fresh.map(({ unit, capability }, index) => ({
          ...{ project, audit, unit: unit.key, title: unit.title, content: unit, capability },
          position: known.size + index,
        }));
        if (values.length > 0)
          await manager.createQueryBuilder().insert().into(stepTable).values(values).orIgnore().execute();
        const moved = row.state === 'queued' ? ({ state: 'running' } as const) : {};
        await manager.update(auditTable, { project, id: audit }, { planned, ...moved });
        if (row.lastEvent === 0) {
          await appendEvent(manager, at, { type: 'audit-started', audit, units: planned, done: row.done });
        }
      });
    },
    open: () =>
      rows
        .createQueryBuilder('row')
        .where('row.project = :project and row.audit = :audit', at)
        .andWhere("(row.state in ('waiting', 'queued') or (row.state = 'running' and row.leaseUntil < now()))")
        .orderBy('row.position')
        .getMany(),
    async queued(units, patienceSeconds) {
      if (units.length === 0) return;
      await rows
        .createQueryBuilder()
        .update()
        .set({ state: 'queued', leaseUntil: () => 'now() + make_interval(secs => :patienceSeconds)' })
        .where("project = :project and audit = :audit and unit in (:...units) and state in ('waiting', 'queued')")
        .setParameters({ project, audit, units, patienceSeconds })
        .execute();
    },
  };
}

const inOrder = {
  columns: ['row.position'],
  direction: 'ASC',
  keyOf: ({ position }: StepRow) => [position],
} as const;
