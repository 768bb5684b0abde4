/** What the cases of the suite are written with. */
import type { expect as Expect } from 'vitest';
import type { ActiveJob } from '../active-job.js';
import type { JobQueue, NewJob } from '../job-queue.js';
import type { QueueOptions } from '../open-queue.js';
import type { TestedServer } from './tested-server.js';

export interface OpenedQueue {
  readonly queue: JobQueue;
  /** Its own: nothing was ever queued under it. */
  readonly prefix: string;
  readonly server: TestedServer;
  /** Another one under the same prefix; the test closes it. */
  readonly open: () => Promise<JobQueue>;
}

export type QueueTest = (opened: OpenedQueue) => Promise<void>;

export interface Suite {
  readonly expect: typeof Expect;
  /** A test with an empty queue that is closed behind it. */
  readonly it: (title: string, test: QueueTest, options?: QueueOptions) => void;
}

export function newJob(id: string, more: Partial<NewJob> = {}): NewJob {
  return { id, capability: 'cpu', attempts: 1, backoff: { seconds: 0 }, payload: {}, ...more };
}

export interface Recorder {
  readonly jobs: ActiveJob[];
  readonly ids: string[];
  readonly handle: (job: ActiveJob) => Promise<void>;
}

/** A handler that does nothing but write down, in order, what it was handed. */
export function recorder(): Recorder {
  const jobs: ActiveJob[] = [];
  const ids: string[] = [];
  const handle = async (job: ActiveJob) => {
    jobs.push(job);
    ids.push(job.id);
    await Promise.resolve();
  };
  return { jobs, ids, handle };
}

/** Handlers wait at it until the test opens it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

export const oneAtATime = { capabilities: ['cpu'], concurrency: 1 } as const;
