/**
 * What nobody else looks after: steps that nobody works on and no queue knows (a queue without a disk forgets its jobs
 * when it is killed, and a process may die between storing a step and queueing it), and personal data whose date has
 * come. Idempotent; every worker does it now and then.
 */
import { dueForErasure, eraseAudit, forgottenSteps, type AuditKey, type Database } from '@palimpsest/persistence';
import type { EncryptionKey } from '@palimpsest/platform';
import type { AuditFlow } from './audit-flow.js';

/**
 * What fails stands in nobody's way: the rest is done all the same.
 * @returns how many audits were moved on, and of how many the personal data were erased
 * @throws AggregateError of what failed, after the rest is done
 */
export async function sweep(
  database: Database,
  flow: AuditFlow,
  master: EncryptionKey,
  now: Date,
): Promise<{ readonly moved: number; readonly erased: number }> {
  const failures: unknown[] = [];
  const each = async (found: readonly AuditKey[], work: (at: AuditKey) => Promise<unknown>): Promise<number> => {
    let done = 0;
    for (const at of found) {
      await work(at).then(
        () => (done += 1),
        (error: unknown) => failures.push(error),
      );
    }
    return done;
  };
  const moved = await each(await forgottenSteps(database), (at) => flow.advance(at));
  const by = { at: now.toISOString(), actor: 'retention' };
  const erased = await each(await dueForErasure(database), (at) => eraseAudit(database, at, master, by));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} audits could not be looked after`);
  return { moved, erased };
}
