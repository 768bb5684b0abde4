/** A worker: takes steps off the queue, runs them in child processes, looks after what was forgotten. */
import { catalog } from '@palimpsest/catalog';
import { AuditFlow, sweep, tidyStorage, type Profile } from '@palimpsest/orchestration';
import { claims } from '@palimpsest/persistence';
import type { ActiveJob } from '@palimpsest/queue';
import type { Logger } from 'pino';
import { Children } from './children.js';
import { nowAndThen } from './now-and-then.js';
import type { WorkerSettings } from './settings.js';
import { StepRunner } from './step-runner.js';
import { inStepSpan } from './step-span.js';

const tidySeconds = 3600;

export interface Worker {
  /** Takes no more steps; those that run are finished, or stopped at their next save when the time is over. */
  drain(): Promise<void>;
}

export async function startWorker(
  profile: Profile,
  engine: string,
  settings: WorkerSettings,
  log: Logger,
): Promise<Worker> {
  const { database, queue, connection, master, storage, queuePatienceSeconds } = profile;
  const { name: worker, processes, memoryBytes, leaseSeconds, drainSeconds, sweepSeconds } = settings;
  const flow = new AuditFlow({ database, queue, catalog, engine, queuePatienceSeconds, master, storage });
  const limits = memoryBytes === null ? {} : { memoryBytes };
  const children = new Children({ connection, master, worker, size: processes, limits });
  const runner = new StepRunner({ database, claims: claims(database), flow, children, worker, leaseSeconds, engine });
  const consuming = { capabilities: settings.capabilities, concurrency: processes, lockSeconds: leaseSeconds };
  const step = (job: ActiveJob): Promise<void> =>
    inStepSpan(job, async ({ traceId: trace_id }) => {
      const about = { job: job.id, attempt: job.attempt, trace_id };
      log.info(about, 'step');
      try {
        return await runner.run(job);
      } catch (error) {
        log.warn({ ...about, error: (error as Error).name }, 'step failed');
        throw error;
      }
    });
  const consumer = await profile.patiently(() => queue.consume(consuming, step));
  const failed = (what: string) => (error: Error) => log.warn({ error: error.name }, `${what} failed`);
  const rounds = [
    nowAndThen(sweepSeconds, () => sweep(database, flow, master, new Date()), failed('sweep')),
    ...(storage
      ? [nowAndThen(tidySeconds, () => tidyStorage(database, storage, new Date()), failed('tidying the storage'))]
      : []),
  ];
  return {
    async drain() {
      for (const round of rounds) round.stop();
      await consumer.drain(drainSeconds);
      children.kill();
    },
  };
}
