/** Stops an audit on a server; what is finished stays. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { auditDesk } from './desk.js';

export async function cancelAudit(id: string, invocation: Invocation): Promise<void> {
  await (await auditDesk(invocation)).cancel(id);
  await emit(
    invocation.options.json,
    { audit: id, state: 'cancelled' },
    () => `Cancelled ${id}. What is finished stays.`,
  );
}
