/** One BullMQ worker per capability, and a drain over all of them. */
import { Worker } from 'bullmq';
import type { ActiveJob } from '../active-job.js';
import type { Consumer, ConsumeOptions } from '../job-queue.js';
import { within } from '../within.js';
import type { Backend, QueueConnection } from './backend.js';
import { firstAnswer } from './first-answer.js';
import { runs, type Runs } from './runs.js';
import type { StoredJob } from './stored-job.js';

/** From aborting the signals to giving jobs back, and from there until nothing is waited for any more. */
const graceMs = { handlers: 1000, connections: 1000 };
/** How long a worker waits after a lost connection before it asks again; BullMQ's 15 seconds are made for a Redis. */
const askAgainMs = 1000;
/** `runs` counts instead: BullMQ would fail a dead letter that is retried again at once. An int4 in PostgreSQL. */
const endless = 2 ** 31 - 1;

/** @throws QueueUnavailableError when the server is away */
export async function consumeWith(
  connection: QueueConnection,
  backend: Backend,
  onError: (error: Error) => void,
  options: ConsumeOptions,
  handle: (job: ActiveJob) => Promise<void>,
): Promise<Consumer> {
  assertValid(options);
  const { lockSeconds = 30, interruptions = 5, concurrency, ratePerSecond } = options;
  const workers = [...new Set(options.capabilities)].map((capability) => {
    const running = runs(handle, interruptions);
    const worker = new JobWorker(
      capability,
      (job, token, signal) => running.run(job, token, signal),
      {
        connection,
        concurrency,
        autorun: false,
        lockDuration: lockSeconds * 1000,
        stalledInterval: lockSeconds * 500,
        maxStalledCount: endless,
        runRetryDelay: askAgainMs,
        ...(ratePerSecond === undefined ? {} : { limiter: limiterOf(ratePerSecond) }),
      },
      backend,
    );
    worker.on('error', onError);
    worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id, 'the lock was lost')));
    return { worker, running };
  });
  const drain = async (seconds: number) => {
    await Promise.all(workers.map(({ worker, running }) => drainWorker(worker, running, seconds)));
  };
  try {
    await firstAnswer(connection, Promise.all(workers.map(({ worker }) => worker.waitUntilReady())));
  } catch (error) {
    await drain(0);
    throw error;
  }
  for (const { worker } of workers) worker.run().catch(onError);
  let drained: Promise<void> | null = null;
  return { drain: (seconds) => (drained ??= drain(seconds)) };
}

/** Half closed, a worker still renews its locks and looks for those of others, and no process ends that has one. */
class JobWorker extends Worker<StoredJob, void, string, ReturnType<Backend>, object, QueueConnection> {
  async stopTimers(): Promise<void> {
    await this.lockManager.close();
    await this.pause(true);
  }
}

async function drainWorker(worker: JobWorker, running: Runs, seconds: number): Promise<void> {
  running.refuse();
  const closed = worker.close();
  if (await within(seconds * 1000, closed)) return;
  worker.cancelAllJobs('the consumer drains');
  if (await within(graceMs.handlers, closed)) return;
  running.giveBack();
  if (await within(graceMs.connections, closed)) return;
  await worker.stopTimers(); // the server is away: the locks run out by themselves
}

/** Whole jobs in whole milliseconds: 2.5 a second are 3 in 1200 ms. */
function limiterOf(ratePerSecond: number): { max: number; duration: number } {
  const max = Math.ceil(ratePerSecond);
  return { max, duration: Math.round((max / ratePerSecond) * 1000) };
}

function assertValid({ lockSeconds = 30, ratePerSecond = 1 }: ConsumeOptions): void {
  if (!(lockSeconds > 0)) throw new RangeError(`lockSeconds is ${lockSeconds}; give a number above 0`);
  if (!(ratePerSecond > 0)) throw new RangeError(`ratePerSecond is ${ratePerSecond}; give a number above 0`);
}
