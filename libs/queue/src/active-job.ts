/** What a handler gets to see, and what it may throw. */
import type { JsonObject } from './job-queue.js';

export interface ActiveJob {
  readonly id: string;
  readonly payload: JsonObject;
  /** From 1. */
  readonly attempt: number;
  readonly attempts: number;
  /** Aborted when a drain runs out of time, or when the lock was lost and another process may run the job. */
  readonly signal: AbortSignal;
  progress(value: JsonObject): Promise<void>;
}

/** Thrown by a handler when trying again is of no use: straight to the dead letters. */
export class FinalJobError extends Error {
  override readonly name = 'FinalJobError';
}
