/** The jobs of one capability: one BullMQ queue. */
import { Queue, type IQueueBackend } from 'bullmq';
import type { Capability, DeadLetter, JobCounts, JobSnapshot, NewJob } from '../job-queue.js';
import { within } from '../within.js';
import type { Backend, QueueConnection } from './backend.js';
import { snapshot, storedId, toStored, type StoredJob } from './stored-job.js';

/** How long a server may take to let go of a connection. */
const partingMs = 1000;

type BullQueue = Queue<StoredJob, void, string, StoredJob, void, string, IQueueBackend, QueueConnection>;

export interface CapabilityQueue {
  readonly capability: Capability;
  ready(): Promise<void>;
  add(jobs: readonly NewJob[]): Promise<void>;
  find(id: string): Promise<JobSnapshot | null>;
  remove(id: string): Promise<'removed' | 'active' | 'unknown'>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  counts(): Promise<JobCounts>;
  deadLetters(offset: number, limit: number): Promise<readonly DeadLetter[]>;
  retryDead(id: string): Promise<boolean>;
  close(): Promise<void>;
}

export function capabilityQueue(
  capability: Capability,
  connection: QueueConnection,
  backend: Backend,
  onError: (error: Error) => void,
): CapabilityQueue {
  const queue: BullQueue = new Queue(capability, { connection }, backend);
  queue.on('error', onError);

  const find = async (id: string): Promise<JobSnapshot | null> => {
    const job = await queue.getJob(storedId(id));
    const state = job && stateOf(await job.getState());
    return job && state ? snapshot(job, capability, state) : null;
  };

  return {
    capability,
    ready: () => queue.waitUntilReady(),
    async add(jobs) {
      if (jobs.length > 0) await queue.addBulk(jobs.map(toStored));
    },
    find,
    async remove(id) {
      if (!(await find(id))) return 'unknown'; // Redis says of one that is not there that it was removed
      if ((await queue.remove(storedId(id))) > 0) return 'removed';
      return (await find(id)) ? 'active' : 'unknown';
    },
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
      const { waiting = 0, prioritized = 0, delayed = 0, active = 0, failed: dead = 0 } = counts;
      return { waiting: waiting + prioritized, delayed, active, dead, paused: await queue.isPaused() };
    },
    async deadLetters(offset, limit) {
      if (limit < 1) return [];
      const jobs = await queue.getFailed(offset, offset + limit - 1);
      return jobs.map(({ data, failedReason: reason, attemptsMade: failures }) => {
        return { id: data.id, capability, payload: data.payload, reason, failures };
      });
    },
    async retryDead(id) {
      const job = await queue.getJob(storedId(id));
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      return true;
    },
    async close() {
      await within(partingMs, queue.close().catch(onError)); // a server that is away lets nobody go
    },
  };
}

/** null for a job that is done, or was taken out while it was looked for. */
function stateOf(state: string): JobSnapshot['state'] | null {
  if (state === 'prioritized' || state === 'paused') return 'waiting';
  if (state === 'failed') return 'dead';
  return state === 'waiting' || state === 'delayed' || state === 'active' ? state : null;
}
