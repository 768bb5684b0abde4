/** What happened in an audit, numbered 1, 2, 3, … without a gap, for whoever watches or comes back later. */
import { progressEvent, type AuditEvent, type ProgressEvent } from '@palimpsest/contracts';
import { MoreThan, type DataSource, type EntityManager } from 'typeorm';
import { auditEventTable } from '../database/audit-tables.js';
import type { AuditKey } from './in-audit.js';

/** PostgreSQL's NOTIFY on this channel says in which audit something happened: `‹project› ‹audit›`. */
export const eventChannel = 'palimpsest_audit_event';

/** Within the transaction of what happened. */
export async function appendEvent(
  manager: EntityManager,
  { project, audit }: AuditKey,
  event: ProgressEvent,
): Promise<void> {
  await manager.query(
    `with numbered as (
       update audit set last_event = last_event + 1, updated_at = now()
       where project = $1 and id = $2 returning last_event
     )
     insert into audit_event (project, audit, sequence, content) select $1, $2, last_event, $3 from numbered`,
    [project, audit, JSON.stringify(event)],
  );
  await manager.query('select pg_notify($1, $2)', [eventChannel, `${project} ${audit}`]);
}

/** Events after `sequence`, oldest first. */
export async function eventsAfter(
  database: DataSource,
  { project, audit }: AuditKey,
  sequence: number,
  limit = 500,
): Promise<readonly AuditEvent[]> {
  const rows = await database.getRepository(auditEventTable).find({
    where: { project, audit, sequence: MoreThan(sequence) },
    order: { sequence: 'asc' },
    take: limit,
  });
  return rows.map(({ sequence: number, at, content }) => ({
    sequence: number,
    at: at.toISOString(),
    event: progressEvent.parse(content),
  }));
}
