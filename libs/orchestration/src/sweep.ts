/**
 * What nobody else looks after: steps that nobody works on and no queue knows (a queue without a disk forgets its jobs
 * when it is killed, and a process may die between storing a step and queueing it), and personal data whose date has
 * come. Idempotent; every worker does it now and then.
 */
import { dueForErasure, eraseAudit, forgottenSteps, type Database } from '@palimpsest/persistence';
import type { EncryptionKey } from '@palimpsest/platform';
import type { AuditFlow } from './audit-flow.js';

/** @returns how many audits were moved on, and of how many the personal data were erased */
export async function sweep(
  database: Database,
  flow: AuditFlow,
  master: EncryptionKey,
  now: Date,
): Promise<{ readonly moved: number; readonly erased: number }> {
  const found = await forgottenSteps(database);
  for (const at of found) await flow.advance(at);
  const due = await dueForErasure(database);
  for (const at of due) await eraseAudit(database, at, master, { at: now.toISOString(), actor: 'retention' });
  return { moved: found.length, erased: due.length };
}
