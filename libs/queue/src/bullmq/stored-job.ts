/** A job in our terms and as BullMQ keeps it. */
import type { BulkJobOptions, Job } from 'bullmq';
import type { Capability, JobSnapshot, JsonObject, NewJob } from '../job-queue.js';
import { InvalidJobError } from '../queue-errors.js';

/** BullMQ refuses ids that are whole numbers or have a colon; ours are any text, so it gets another and keeps ours. */
export interface StoredJob {
  readonly id: string;
  readonly payload: JsonObject;
}
export type QueuedJob = Job<StoredJob, void, string>;

const priorities = { first: 1, usual: 500, last: 1000 };

/** PostgreSQL's jsonb takes neither U+0000 nor half a surrogate pair; so that a job fits both, no backend gets them. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

export function storedId(id: string): string {
  return `job.${encodeURIComponent(id)}`;
}

export function toStored({ id, payload, priority = priorities.usual, attempts, backoff }: NewJob): {
  name: string;
  data: StoredJob;
  opts: BulkJobOptions;
} {
  const opts = {
    jobId: storedId(id),
    priority,
    attempts,
    backoff: { type: 'exponential', delay: backoff.seconds * 1000 },
    removeOnComplete: true,
    removeOnFail: false,
    stackTraceLimit: 0,
  };
  return { name: 'job', data: { id, payload }, opts };
}

/** @throws InvalidJobError saying what is wrong with it */
export function assertValid({ id, payload, priority = priorities.usual, attempts, backoff }: NewJob): void {
  const { first, last } = priorities;
  if (id === '' || unstorable.test(JSON.stringify(id))) throw new InvalidJobError(id, 'the id must be text, not empty');
  if (!Number.isInteger(priority) || priority < first || priority > last)
    throw new InvalidJobError(id, `priority is ${priority}; give a whole number from ${first} to ${last}`);
  if (!Number.isInteger(attempts) || attempts < 1)
    throw new InvalidJobError(id, `attempts is ${attempts}; give a whole number from 1`);
  if (!(backoff.seconds >= 0 && Number.isFinite(backoff.seconds)))
    throw new InvalidJobError(id, `backoff.seconds is ${backoff.seconds}; give a number from 0`);
  if (unstorable.test(JSON.stringify(payload)))
    throw new InvalidJobError(id, 'the payload has U+0000 or half a surrogate pair in it; encode such bytes as base64');
}

export function snapshot(job: QueuedJob, capability: Capability, state: JobSnapshot['state']): JobSnapshot {
  const { data, attemptsMade, progress } = job;
  const reported = typeof progress === 'object' ? (progress as JsonObject) : null;
  return { id: data.id, capability, state, failures: attemptsMade, progress: reported, payload: data.payload };
}
