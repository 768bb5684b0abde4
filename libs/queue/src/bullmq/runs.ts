/**
 * The runs of one worker: each hands its job to the handler, and ends with the handler, or before it when the job is
 * given back. Whatever the handler throws becomes a plain error with a message that every backend can store.
 */
import { RATE_LIMIT_ERROR, UnrecoverableError, WaitingError } from 'bullmq';
import { FinalJobError, type ActiveJob } from '../active-job.js';
import type { QueuedJob } from './stored-job.js';

export interface Runs {
  run(job: QueuedJob, token?: string, signal?: AbortSignal): Promise<void>;
  /** From now on a job that still comes goes straight back. */
  refuse(): void;
  /** The jobs that run go back to the queue; their handlers are on their own. */
  giveBack(): void;
}

const longestReason = 2000;

type Outcome = 'done' | 'given back' | { readonly error: unknown };

export function runs(handle: (job: ActiveJob) => Promise<void>, interruptions: number): Runs {
  const givingBack = new Set<() => void>();
  let refusing = false;

  const run = async (job: QueuedJob, token: string, signal: AbortSignal): Promise<void> => {
    if (refusing) return await backToQueue(job, token);
    const cutOff = job.attemptsStarted - job.attemptsMade - 1;
    if (cutOff > interruptions)
      throw new UnrecoverableError(`Its run was cut off ${cutOff} times: does it end the process that runs it?`);
    const outcome = await new Promise<Outcome>((end) => {
      const giveBack = () => end('given back');
      givingBack.add(giveBack);
      void outcomeOf(handle, activeJob(job, signal)).then((handled) => {
        givingBack.delete(giveBack);
        end(handled);
      });
    });
    if (outcome === 'done') return;
    if (outcome === 'given back' || (refusing && signal.aborted)) return await backToQueue(job, token);
    throw storable(outcome.error);
  };

  return {
    run: (job, token = '', signal = new AbortController().signal) => run(job, token, signal),
    refuse: () => void (refusing = true),
    giveBack: () => givingBack.forEach((giveBack) => giveBack()),
  };
}

async function outcomeOf(handle: (job: ActiveJob) => Promise<void>, job: ActiveJob): Promise<Outcome> {
  try {
    await handle(job);
    return 'done';
  } catch (error) {
    return { error };
  }
}

function activeJob(job: QueuedJob, signal: AbortSignal): ActiveJob {
  const { data, attemptsMade, opts } = job;
  return {
    id: data.id,
    payload: data.payload,
    attempt: attemptsMade + 1,
    attempts: opts.attempts ?? 1,
    signal,
    progress: (value) => job.updateProgress(value),
  };
}

async function backToQueue(job: QueuedJob, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError(); // tells BullMQ that the job is where it should be
}

function storable(error: unknown): Error {
  const reason = (error instanceof Error ? error.message : String(error)).replaceAll('\0', '\uFFFD');
  const text = Buffer.from(reason.slice(0, longestReason)).toString(); // half a surrogate pair becomes U+FFFD
  const message = text === RATE_LIMIT_ERROR ? `${text}.` : text; // BullMQ would take it for its own, and start over
  return error instanceof FinalJobError ? new UnrecoverableError(message) : new Error(message);
}
