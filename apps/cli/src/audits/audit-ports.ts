/**
 * Everything an audit needs from this machine, for as long as it runs: the state folder, child processes,
 * progress, Ctrl-C. However it ends, the children end with it and people read how to go on.
 */
import { AuditCancelledError, UnitFailedError, type AuditOutcome, type AuditPorts } from '@palimpsest/audit';
import { ChildProcessPool, WorkerDiedError } from '@palimpsest/hosting';
import type { Invocation } from '../commands/invocation.js';
import type { WorkOptions } from '../commands/audit-options.js';
import { InterruptedError, UsageError } from '../failure.js';
import { unitPorts } from '../state/sources.js';
import { stateArgument } from '../state/state-folder.js';
import { engineVersion } from '../version.js';
import { interruptible } from '../workers/interrupt.js';
import { workerCount } from '../workers/worker-count.js';
import { workerEntry } from '../workers/worker-entry.js';
import { AuditProgressView } from './audit-progress.js';

export async function withAuditPorts(
  { options, progress }: Invocation<WorkOptions>,
  label: string,
  work: (ports: AuditPorts) => Promise<AuditOutcome>,
): Promise<AuditOutcome> {
  const size = workerCount(options.workers);
  const view = new AuditProgressView(progress, label);
  const onStart = (pid: number): void => {
    if (options.verbose) progress.note(`worker process ${pid} started`);
  };
  const pool = new ChildProcessPool({ entry: workerEntry(options.state), size, onStart });
  const onFirst = (): void => progress.note('Stopping after the current step; press Ctrl-C again to stop at once.');
  try {
    return await interruptible(onFirst, (signal) =>
      work({
        ...unitPorts(options.state),
        clock: performance,
        engine: engineVersion,
        progress: view.show,
        pool,
        signal,
      }),
    );
  } catch (error) {
    throw withRemedy(error, view.audit, options.state);
  } finally {
    pool.close();
  }
}

/** What to type to go on. */
function withRemedy(error: unknown, audit: string | null, state: string): unknown {
  const command = audit === null ? null : `palimpsest audit resume ${audit}${stateArgument(state)}`;
  if (command === null) return error;
  if (error instanceof AuditCancelledError)
    return new InterruptedError(`what is finished is kept; go on with ${command}`, { cause: error });
  if (!(error instanceof UnitFailedError)) return error;
  const reason = error.cause instanceof Error ? error.cause.message : String(error.cause);
  const hint = isShortOfMemory(error.cause) ? ', with fewer --workers' : '';
  return new UsageError(`${error.title} failed: ${reason}. What is finished is kept; go on with ${command}${hint}`, {
    cause: error,
  });
}

function isShortOfMemory(cause: unknown): boolean {
  if (!(cause instanceof WorkerDiedError)) return false;
  const { reason } = cause;
  return reason.kind === 'out-of-memory' || (reason.kind === 'signal' && reason.signal === 'SIGKILL');
}
