/**
 * The queue as a port: work that waits for a process able to do it. Delivery is at least once. A job whose process was
 * killed, or whose queue went away while it ran, runs again: handlers bear that.
 */
import { capabilities, type Capability } from '@palimpsest/contracts';
import type { ActiveJob } from './active-job.js';

export { capabilities, type Capability };

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export interface NewJob {
  /** Unique among the jobs of its capability that wait, run or are dead letters: added again, nothing changes. */
  readonly id: string;
  readonly capability: Capability;
  /** 1 is first, 1000 last; 500 where nothing is said. Among equals the first added is first. */
  readonly priority?: number;
  /** How often it is tried before it becomes a dead letter. */
  readonly attempts: number;
  /** The wait before the second attempt; it doubles with each further one. */
  readonly backoff: { readonly seconds: number };
  readonly payload: JsonObject;
}

export interface ConsumeOptions {
  readonly capabilities: readonly Capability[];
  /** How many jobs run at a time, of each capability. */
  readonly concurrency: number;
  /** How long a killed process's jobs stay its own; up to as long again passes before they are found. Default 30. */
  readonly lockSeconds?: number;
  /** At most so many jobs start in a second, over all processes that consume with a rate. */
  readonly ratePerSecond?: number;
  /** A run that was cut off is no failed attempt; cut off more often than this, the job is a dead letter. Default 5. */
  readonly interruptions?: number;
}

export interface Consumer {
  /**
   * Takes no more jobs and waits at most `seconds` for those that run. Then their signals are aborted, and a second
   * later they are given back to the queue, finished or not.
   */
  drain(seconds: number): Promise<void>;
}

export interface JobSnapshot {
  readonly id: string;
  readonly capability: Capability;
  readonly state: 'waiting' | 'delayed' | 'active' | 'dead';
  /** Attempts that failed. */
  readonly failures: number;
  /** What the handler last reported. */
  readonly progress: JsonObject | null;
  readonly payload: JsonObject;
}

export interface DeadLetter {
  readonly id: string;
  readonly capability: Capability;
  readonly payload: JsonObject;
  readonly reason: string;
  readonly failures: number;
}

export interface DeadLetterPage {
  readonly capability: Capability;
  readonly offset: number;
  readonly limit: number;
}

export interface JobCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly dead: number;
  readonly paused: boolean;
}

export interface JobQueue {
  /**
   * Once it resolves, the jobs are in the queue; when it rejects, some may be: add them again.
   * @throws InvalidJobError before anything is added
   */
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Starts handing jobs to `handle`, as many at a time as the options allow. */
  consume(options: ConsumeOptions, handle: (job: ActiveJob) => Promise<void>): Promise<Consumer>;
  /** The job as it stands; null where there is none, or it is done. */
  find(id: string): Promise<JobSnapshot | null>;
  /** Takes a waiting job or a dead letter out. One that runs must be told by other means. */
  remove(id: string): Promise<'removed' | 'active' | 'unknown'>;
  /** Hands out no more jobs of a capability, in any process, until it is resumed; what runs goes on. */
  pause(capability: Capability): Promise<void>;
  resume(capability: Capability): Promise<void>;
  counts(): Promise<Readonly<Record<Capability, JobCounts>>>;
  /** The latest first. */
  deadLetters(page: DeadLetterPage): Promise<readonly DeadLetter[]>;
  /** Queues a dead letter again, with all its attempts; false where there is none of this id. */
  retryDead(id: string): Promise<boolean>;
  /** Drains what consumes, without waiting for the running jobs, and lets go of the server. */
  close(): Promise<void>;
}
