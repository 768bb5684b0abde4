/** The embedded default: units in this process, one after the other. */
import type { Clock, UnitPorts } from '../ports/ports.js';
import type { WorkPool, WorkUnit } from '../ports/work.js';
import { AuditInputError, UnitFailedError } from './errors.js';
import { UnitRunner } from './unit-runner.js';

export function sequentialPool(ports: UnitPorts, clock: Clock): WorkPool {
  return {
    async run(jobs, events, signal) {
      const runner = new UnitRunner(ports);
      try {
        for (const job of jobs) {
          signal.throwIfAborted();
          const start = clock.now();
          const findings = await runner
            .run(job, { signal, progress: (event) => events.progress(event) })
            .catch((cause: unknown) => {
              throw signal.aborted || cause instanceof AuditInputError ? cause : failed(job.unit, cause);
            });
          await events.finished({ unit: job.unit.key, findings, seconds: (clock.now() - start) / 1000 });
        }
      } finally {
        await runner.close();
      }
    },
  };
}

function failed({ key, title }: WorkUnit, cause: unknown): UnitFailedError {
  return cause instanceof UnitFailedError ? cause : new UnitFailedError(key, title, { cause });
}
