/**
 * Finds steps that nobody works on and no queue knows: a queue without a disk forgets its jobs when it is killed, and
 * a process may die between storing a step and queueing it. Idempotent; every worker does it now and then.
 */
import { forgottenSteps, type Database } from '@palimpsest/persistence';
import type { AuditFlow } from './audit-flow.js';

/** @returns how many audits were moved on */
export async function sweep(database: Database, flow: AuditFlow): Promise<number> {
  const found = await forgottenSteps(database);
  for (const at of found) await flow.advance(at);
  return found.length;
}
