/**
 * A thousand audits and a hundred thousand findings: a real audit, copied inside the database under other ids, so that
 * rows weigh what rows weigh and reports can be drawn from them.
 */
import type { Database } from '@palimpsest/persistence';
import { project } from '../chaos/campaign.js';

export interface Filled {
  readonly audits: number;
  readonly findings: number;
  readonly bytesPerFinding: number;
  /** Ids of some copies, spread over the list. */
  readonly samples: readonly string[];
}

export interface Wanted {
  readonly audits: number;
  readonly findings: number;
}

/** @param original id of an audit that is complete */
export async function fill(database: Database, original: string, wanted: Wanted): Promise<Filled> {
  const at = [project, original];
  const [weight] = await database.query<readonly { count: number; bytes: number }[]>(
    'select count(*)::int as count, avg(length(content::text))::int as bytes from finding where project = $1 and audit = $2',
    at,
  );
  const { count = 0, bytes = 0 } = weight ?? {};
  const copies = Math.max(wanted.audits, Math.ceil(wanted.findings / count));
  await database.query(
    copyOf('audit_record', ['id'], "jsonb_set(content::jsonb, '{id}', to_jsonb(copy.id))::json, created_at"),
    [...at, copies],
  );
  await database.query(
    `insert into audit (project, id, state, plan_name, plan_digest, priority, planned, done, failed, verdict, failure,
       last_event, created_at, updated_at, finished_at)
     select project, copy.id, (array['complete', 'complete', 'complete', 'failed', 'cancelled'])[1 + n % 5],
       'load-' || n % 40, plan_digest, priority, planned, done, failed,
       case when n % 5 < 3 then (array['leak', 'no-leak-above-bound', 'inconclusive'])[1 + n % 3] end, null,
       last_event, now() - n * interval '1 minute', now(), now()
     from audit, ${copy} where project = $1 and audit.id = $2`,
    [...at, copies],
  );
  for (const [table, columns] of Object.entries(tables)) {
    await database.query(copyOf(table, ['audit'], columns), [...at, copies]);
  }
  await database.query('analyze');
  const [{ id: newest } = { id: '' }] = await idsOf(database, 'asc');
  const samples = (await idsOf(database, 'desc')).map(({ id }) => id).concat(newest);
  return { audits: copies, findings: copies * count, bytesPerFinding: bytes, samples };
}

const copy = `(select n, 'load-' || n || '-' || lpad(to_hex(n), 12, '0') as id from generate_series(1, $3::int) as n) as copy`;

/** Everything but the project and the id of the audit is what it is in the original. */
function copyOf(table: string, [key]: readonly [string], columns: string): string {
  const named = columns.replace(/jsonb_set.*::json/, 'content');
  return `insert into ${table} (project, ${key}, ${named}) select project, copy.id, ${columns}
    from ${table}, ${copy} where project = $1 and ${table}.${key} = $2`;
}

const tables = {
  finished_unit: 'unit, findings_digest, finished_at',
  finding: 'unit, position, kind, content',
  unit_timing: 'unit, title, seconds',
  step: 'unit, position, title, capability, content, state, attempts, fence, worker, lease_until, reason',
  audit_event: 'sequence, at, content',
  audit_report: 'engine, content',
} as const;

function idsOf(database: Database, direction: 'asc' | 'desc'): Promise<readonly { id: string }[]> {
  return database.query(
    `select id from audit where project = $1 and id like 'load-%' and state = 'complete' order by created_at ${direction} limit 10`,
    [project],
  );
}
