/** Audits, their steps and events, as TypeORM sees them. */
import { auditStates, stepStates, type AuditState, type Capability, type StepState } from '@palimpsest/contracts';
import { EntitySchema } from 'typeorm';
import {
  count,
  created,
  digest,
  index,
  instant,
  json,
  key,
  nullable,
  oneOf,
  text,
  type ForeignKey,
} from './columns.js';
import { toProject } from './registration-tables.js';
import { auditRecordTable } from './tables.js';

const toAudit = (table: string): ForeignKey => ({
  ...{ target: auditTable, columnNames: ['project', 'audit'], referencedColumnNames: ['project', 'id'] },
  name: `${table}_project_audit_fkey`,
});

export interface AuditRow {
  readonly project: string;
  readonly id: string;
  readonly state: AuditState;
  readonly planName: string;
  readonly planDigest: string;
  readonly priority: number;
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly verdict: string | null;
  readonly failure: string | null;
  readonly lastEvent: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  /** On which date its personal data go by themselves. */
  readonly eraseAfter: Date | null;
  readonly erasedAt: Date | null;
}
export const auditTable = new EntitySchema<AuditRow>({
  name: 'audit',
  columns: {
    project: key(),
    id: key(),
    state: text(),
    planName: text('plan_name'),
    planDigest: digest('plan_digest'),
    priority: { type: 'int' },
    planned: count(),
    done: count(),
    failed: count(),
    verdict: nullable(text()),
    failure: nullable(text()),
    lastEvent: count('last_event'),
    createdAt: created,
    updatedAt: { ...instant('updated_at'), default: () => 'now()' },
    finishedAt: nullable(instant('finished_at')),
    eraseAfter: nullable(instant('erase_after')),
    erasedAt: nullable(instant('erased_at')),
  },
  foreignKeys: [
    toProject('audit'),
    {
      ...{ target: auditRecordTable, name: 'audit_project_id_fkey' },
      ...{ columnNames: ['project', 'id'], referencedColumnNames: ['project', 'id'] },
    },
  ],
  checks: [oneOf('audit', 'state', auditStates)],
  indices: [index('audit_by_age')],
});

export interface StepRow {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  /** In the order of the plan. */
  readonly position: number;
  readonly title: string;
  readonly capability: Capability;
  /** The unit of work, as JSON. */
  readonly content: unknown;
  readonly state: StepState;
  readonly attempts: number;
  /** Grows with every claim: who holds an older one can write nothing. */
  readonly fence: number;
  readonly worker: string | null;
  readonly leaseUntil: Date | null;
  readonly reason: string | null;
}
export const stepTable = new EntitySchema<StepRow>({
  name: 'step',
  columns: {
    project: key(),
    audit: key(),
    unit: { type: 'char', length: 64, primary: true },
    position: { type: 'int' },
    title: text(),
    capability: text(),
    content: json(),
    state: { ...text(), default: 'waiting' },
    attempts: count(),
    fence: count(),
    worker: nullable(text()),
    leaseUntil: nullable(instant('lease_until')),
    reason: nullable(text()),
  },
  foreignKeys: [toAudit('step')],
  checks: [oneOf('step', 'state', stepStates)],
  indices: [index('step_in_order'), index('step_under_lease')],
});

export interface AuditEventRow {
  readonly project: string;
  readonly audit: string;
  readonly sequence: number;
  readonly at: Date;
  readonly content: unknown;
}
export const auditEventTable = new EntitySchema<AuditEventRow>({
  name: 'audit_event',
  columns: {
    project: key(),
    audit: key(),
    sequence: { type: 'int', primary: true },
    at: { ...instant('at'), default: () => 'now()' },
    content: json(),
  },
  foreignKeys: [toAudit('audit_event')],
});

export interface AuditReportRow {
  readonly project: string;
  readonly audit: string;
  readonly engine: string;
  readonly content: object;
}
export const auditReportTable = new EntitySchema<AuditReportRow>({
  name: 'audit_report',
  columns: { project: key(), audit: key(), engine: text(), content: json() },
  foreignKeys: [toAudit('audit_report')],
});
