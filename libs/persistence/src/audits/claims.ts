/**
 * Steps as workers see them. A claim comes with a fence, a number that grows with every claim of that step; the
 * worker renews its lease while it works, and whatever it writes is refused once somebody else has claimed the step
 * (fencing tokens: Kleppmann, "How to do distributed locking", 2016). So a worker that was stopped and comes back
 * can do no harm.
 */
import type { Finding, ProgressEvent } from '@palimpsest/contracts';
import type { WorkUnit } from '@palimpsest/audit';
import type { DataSource, EntityManager } from 'typeorm';
import { putFindings } from '../audit-store/put-findings.js';
import { auditTable, stepTable, type AuditRow, type StepRow } from '../database/audit-tables.js';
import { scratchTable, unitTimingTable } from '../database/tables.js';
import { appendEvent } from './events.js';
import { inAudit, type AuditKey } from './in-audit.js';

export interface StepKey extends AuditKey {
  readonly unit: string;
}

export interface Claim extends StepKey {
  readonly fence: number;
  /** From 1. */
  readonly attempt: number;
  readonly work: WorkUnit;
}

/** Why there is nothing to do: it is done, somebody else has it, the audit does not run, or it is unknown. */
export type Unclaimed = 'done' | 'held' | 'stopped' | 'unknown';

/** The step was claimed by somebody else meanwhile: nothing was written. */
export class FencedOutError extends Error {
  override readonly name = 'FencedOutError';
  constructor({ unit, fence }: Claim) {
    super(`step ${unit.slice(0, 12)} was claimed by another worker after claim ${fence}; nothing was written`);
  }
}

export interface Claims {
  claim(key: StepKey, worker: string, leaseSeconds: number): Promise<Claim | Unclaimed>;
  /** @returns `stop` when the audit was cancelled, `lost` when somebody else has claimed the step */
  renew(claim: Claim, leaseSeconds: number): Promise<'held' | 'stop' | 'lost'>;
  /** @throws FencedOutError */
  progress(claim: Claim, event: ProgressEvent): Promise<void>;
  /** Findings, timing and state at once. @throws FencedOutError, StoreConflictError */
  finish(claim: Claim, findings: readonly Finding[], seconds: number): Promise<void>;
  /** Back among the waiting, or cancelled with its audit. @param reason null when the worker only stops @throws FencedOutError */
  giveBack(claim: Claim, reason: string | null): Promise<void>;
  /** For good; the audit fails with it. @throws FencedOutError */
  fail(claim: Claim, reason: string): Promise<void>;
}

export function claims(database: DataSource): Claims {
  const fenced = async (claim: Claim, write: (manager: EntityManager, audit: AuditRow) => Promise<void>) => {
    await inAudit(database, claim, async (manager, audit) => {
      const step = await manager.findOneBy(stepTable, keyOf(claim));
      if (step?.fence !== claim.fence || step.state !== 'running') throw new FencedOutError(claim);
      await write(manager, audit);
    });
  };
  const change = (
    manager: EntityManager,
    claim: Claim,
    columns: Pick<StepRow, 'state'> & Partial<Pick<StepRow, 'reason'>>,
  ) => manager.update(stepTable, keyOf(claim), { leaseUntil: null, ...columns });
  return {
    async claim(key, worker, leaseSeconds) {
      const claimed = await inAudit(database, key, async (manager, { state }): Promise<Claim | Unclaimed> => {
        const step = await manager.findOneBy(stepTable, keyOf(key));
        if (!step) return 'unknown';
        if (step.state === 'done') return 'done';
        if (state !== 'running') return 'stopped';
        const [[row]] = await manager.query<[readonly { fence: number; attempts: number }[], number]>(
          `update step set state = 'running', fence = fence + 1, attempts = attempts + 1, worker = $4, reason = null,
             lease_until = now() + make_interval(secs => $5)
           where project = $1 and audit = $2 and unit = $3 and (state <> 'running' or lease_until < now())
           returning fence, attempts`,
          [key.project, key.audit, key.unit, worker, leaseSeconds],
        );
        if (!row) return 'held';
        const { project, audit, unit } = key;
        return { project, audit, unit, fence: row.fence, attempt: row.attempts, work: step.content as WorkUnit };
      });
      return claimed ?? 'unknown';
    },
    async renew(claim, leaseSeconds) {
      const [[row]] = await database.query<[readonly { state: string }[], number]>(
        `update step set lease_until = now() + make_interval(secs => $5)
         from audit where step.project = $1 and step.audit = $2 and step.unit = $3 and step.fence = $4
           and step.state = 'running' and audit.project = $1 and audit.id = $2
         returning audit.state`,
        [claim.project, claim.audit, claim.unit, claim.fence, leaseSeconds],
      );
      if (!row) return 'lost';
      return row.state === 'running' || row.state === 'paused' ? 'held' : 'stop';
    },
    progress: (claim, event) =>
      fenced(claim, async (manager) => {
        if (event.type !== 'unit-progress') return appendEvent(manager, claim, event);
        const fraction = await doneFraction(manager, claim, shareOf(event));
        await appendEvent(manager, claim, { ...event, fraction });
      }),
    finish: (claim, findings, seconds) =>
      fenced(claim, async (manager, audit) => {
        const { title } = claim.work;
        const key = keyOf(claim);
        await putFindings(manager, key, findings);
        await manager.upsert(unitTimingTable, { ...key, title, seconds }, ['project', 'audit', 'unit']);
        await manager.delete(scratchTable, key);
        await change(manager, claim, { state: 'done' });
        const done = audit.done + 1;
        await manager.update(auditTable, { project: claim.project, id: claim.audit }, { done });
        const outcome = { outcome: 'done', done, units: audit.planned } as const;
        const fraction = await doneFraction(manager, claim);
        await appendEvent(manager, claim, { type: 'unit-finished', unit: claim.unit, title, ...outcome, fraction });
      }),
    giveBack: (claim, reason) =>
      fenced(claim, async (manager, { state }) => {
        await change(manager, claim, { state: state === 'cancelled' ? 'cancelled' : 'waiting', reason });
      }),
    fail: (claim, reason) =>
      fenced(claim, async (manager, audit) => {
        const { title } = claim.work;
        await change(manager, claim, { state: 'failed', reason });
        const failure = `${title}: ${reason}`;
        const end = { state: 'failed', failed: audit.failed + 1, failure, finishedAt: () => 'now()' } as const;
        await manager.update(auditTable, { project: claim.project, id: claim.audit }, end);
        const outcome = { outcome: 'failed', done: audit.done, units: audit.planned } as const;
        const fraction = await doneFraction(manager, claim);
        await appendEvent(manager, claim, { type: 'unit-finished', unit: claim.unit, title, ...outcome, fraction });
        await appendEvent(manager, claim, { type: 'audit-finished', audit: claim.audit, outcome: 'failed' });
      }),
  };
}

const keyOf = ({ project, audit, unit }: StepKey) => ({ project, audit, unit });

/** A unit optimises first and then asks in several passes: until it is done, it is not. */
const shareOf = ({ step, total }: { readonly step: number; readonly total: number }): number =>
  total > 0 ? Math.min(0.95, step / total) : 0;

/**
 * Of the whole audit, weighted by what each step costs. Steps that are planned but not yet there, because others must
 * be done before them, count as much as those that are there.
 * @param share of the claimed step that is done
 */
async function doneFraction(manager: EntityManager, claim: StepKey, share = 0): Promise<number> {
  const [row] = await manager.query<readonly { fraction: number }[]>(
    `select coalesce(
       sum(cost * case when state = 'done' then 1 when unit = $3 then $4::float8 else 0 end) / nullif(sum(cost), 0)
         * count(*) / greatest(count(*), max(planned)), 0) as fraction
     from (
       select unit, step.state, (content->>'cost')::float8 as cost, audit.planned
       from step join audit on audit.project = step.project and audit.id = step.audit
       where step.project = $1 and step.audit = $2
     ) as weighed`,
    [claim.project, claim.audit, claim.unit, share],
  );
  return Math.min(1, row?.fraction ?? 0);
}
