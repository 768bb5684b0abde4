/** Watches an audit on a server until it is over. Ctrl-C stops watching, never the audit. */
import type { Audit, AuditEvent } from '@palimpsest/client';
import type { ProgressEvent } from '@palimpsest/contracts';
import { InterruptedError, UsageError } from '../failure.js';
import type { Progress } from '../output/progress.js';
import type { Connection } from '../server/connect.js';
import { AuditProgressView } from './audit-progress.js';

export interface Following {
  readonly connection: Connection;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** @throws UsageError when the audit ended without a verdict; InterruptedError when nobody looks on any more */
export async function followAudit(audit: Audit, label: string, following: Following): Promise<void> {
  const { connection, progress, signal } = following;
  const { client, project, argument } = connection;
  const at = { project, audit: audit.id };
  const view = new AuditProgressView(progress, label);
  const again = `palimpsest audit resume ${audit.id}${argument}`;
  try {
    let earlier = audit.steps.done;
    for await (const { event } of client.streamEvents(at, { signal })) {
      view.show(earlier > 0 ? asEarlier(event) : event);
      if (event.type === 'unit-finished' && event.outcome === 'done') earlier -= 1;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    const stop = `palimpsest audit cancel ${audit.id}${argument}`;
    throw new InterruptedError(`the audit goes on without you; watch it again with ${again}, or end it with ${stop}`);
  }
  const { state, failure } = await client.readAudit(at, { signal });
  if (state === 'complete') return;
  const why = state === 'failed' ? `failed: ${failure ?? 'the server does not say why'}` : `is ${state}`;
  throw new UsageError(`${audit.id} ${why}. What is finished is kept; go on with ${again}`);
}

/** What was finished before anybody looked says nothing about the speed. */
function asEarlier(event: AuditEvent['event']): ProgressEvent {
  return event.type === 'unit-finished' && event.outcome === 'done' ? { ...event, outcome: 'reused' } : event;
}
