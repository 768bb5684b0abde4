/** A worker: takes steps off the queue, runs them in child processes, looks after what was forgotten. */
import { catalog } from '@palimpsest/catalog';
import { AuditFlow, sweep, type Profile } from '@palimpsest/orchestration';
import { claims } from '@palimpsest/persistence';
import type { Logger } from 'pino';
import { Children } from './children.js';
import type { WorkerSettings } from './settings.js';
import { StepRunner } from './step-runner.js';

export interface Worker {
  /** Takes no more steps; those that run are finished, or stopped at their next save when the time is over. */
  drain(): Promise<void>;
}

const sweepMs = 10_000;

export async function startWorker(
  profile: Profile,
  engine: string,
  settings: WorkerSettings,
  log: Logger,
): Promise<Worker> {
  const { database, queue, connection, master } = profile;
  const { name: worker, processes, memoryBytes, leaseSeconds, drainSeconds } = settings;
  const flow = new AuditFlow({ database, queue, catalog, engine });
  const limits = memoryBytes === null ? {} : { memoryBytes };
  const children = new Children({ connection, master, worker, size: processes, limits });
  const runner = new StepRunner({ database, claims: claims(database), flow, children, worker, leaseSeconds });
  const consumer = await queue.consume({ capabilities: settings.capabilities, concurrency: processes }, async (job) => {
    log.info({ job: job.id, attempt: job.attempt }, 'step');
    try {
      await runner.run(job);
    } catch (error) {
      log.warn({ job: job.id, attempt: job.attempt, error: (error as Error).name }, 'step failed');
      throw error;
    }
  });
  const sweeping = setInterval(() => {
    sweep(database, flow, master, new Date()).catch((error: unknown) =>
      log.warn({ error: (error as Error).name }, 'sweep failed'),
    );
  }, sweepMs);
  return {
    async drain() {
      clearInterval(sweeping);
      await consumer.drain(drainSeconds);
      children.kill();
    },
  };
}
