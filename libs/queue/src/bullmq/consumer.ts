/** One BullMQ worker per capability, and a drain over all of them. */
import { Worker } from 'bullmq';
import type { ActiveJob } from '../active-job.js';
import type { Capability, Consumer, ConsumeOptions } from '../job-queue.js';
import { within } from '../within.js';
import type { Backend, QueueConnection } from './backend.js';
import { runs, type Runs } from './runs.js';
import type { StoredJob } from './stored-job.js';

/** Between aborting the signals and giving jobs back, and at most before connections are cut. */
const graceMs = { handlers: 1000, connections: 5000 };
/** How long a worker that hears nothing waits before it looks; after a lost connection, before it asks again. */
const lookAgain = { idleSeconds: 2, lostMs: 1000 };
/** `runs` counts instead: BullMQ would fail a dead letter that is retried again at once. An int4 in PostgreSQL. */
const endless = 2 ** 31 - 1;

export async function consumeWith(
  connection: QueueConnection,
  backend: Backend,
  onError: (error: Error) => void,
  options: ConsumeOptions,
  handle: (job: ActiveJob) => Promise<void>,
): Promise<Consumer> {
  const { lockSeconds = 30, interruptions = 5, concurrency, ratePerSecond } = options;
  const start = async (capability: Capability) => {
    const running = runs(handle, interruptions);
    const worker = new Worker<StoredJob, void, string, ReturnType<Backend>, object, QueueConnection>(
      capability,
      (job, token, signal) => running.run(job, token, signal),
      {
        connection,
        concurrency,
        autorun: false,
        lockDuration: lockSeconds * 1000,
        stalledInterval: lockSeconds * 500,
        maxStalledCount: endless,
        drainDelay: lookAgain.idleSeconds,
        runRetryDelay: lookAgain.lostMs,
        ...(ratePerSecond === undefined ? {} : { limiter: limiterOf(ratePerSecond) }),
      },
      backend,
    );
    worker.on('error', onError);
    worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id, 'the lock was lost')));
    await worker.waitUntilReady();
    worker.run().catch(onError);
    return { worker, running };
  };
  const started = await Promise.all([...new Set(options.capabilities)].map(start));
  let drained: Promise<void> | null = null;
  const drain = async (seconds: number) => {
    await Promise.all(started.map(({ worker, running }) => drainWorker(worker, running, seconds)));
  };
  return { drain: (seconds) => (drained ??= drain(seconds)) };
}

type AnyWorker = Pick<Worker, 'close' | 'disconnect' | 'cancelAllJobs'>;

async function drainWorker(worker: AnyWorker, running: Runs, seconds: number): Promise<void> {
  running.refuse();
  const closed = worker.close();
  if (await within(seconds * 1000, closed)) return;
  worker.cancelAllJobs('the consumer drains');
  if (await within(graceMs.handlers, closed)) return;
  running.giveBack();
  if (await within(graceMs.connections, closed)) return;
  await within(graceMs.connections, worker.disconnect()); // the server is away: the locks run out by themselves
}

/** Whole jobs in whole milliseconds: 2.5 a second are 3 in 1200 ms. */
function limiterOf(ratePerSecond: number): { max: number; duration: number } {
  const max = Math.ceil(ratePerSecond);
  return { max, duration: Math.round((max / ratePerSecond) * 1000) };
}
