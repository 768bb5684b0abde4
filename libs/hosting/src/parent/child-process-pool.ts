/**
 * The pool of `libs/audit` on worker processes. A unit that fails stops the others between two steps; what is
 * finished is stored by then.
 */
import { UnitFailedError, type PoolEvents, type UnitJob, type WorkPool } from '@palimpsest/audit';
import { Schedule } from './schedule.js';
import type { WorkerEntry, WorkerLimits } from './worker-entry.js';
import { WorkerProcess } from './worker-process.js';

export interface ChildProcessPoolOptions {
  readonly entry: WorkerEntry;
  /** Most processes at a time. */
  readonly size: number;
  /** Of each process. */
  readonly limits?: WorkerLimits;
  readonly onStart?: (pid: number) => void;
}

export class ChildProcessPool implements WorkPool {
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();

  constructor(private readonly options: ChildProcessPoolOptions) {}

  async run(jobs: readonly UnitJob[], events: PoolEvents, signal: AbortSignal): Promise<void> {
    const schedule = new Schedule(jobs);
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal]);
    const failures: unknown[] = [];
    const lane = async (): Promise<void> => {
      try {
        await this.#work(schedule, events, stopped);
      } catch (error) {
        failures.push(error);
        stop.abort();
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.options.size, jobs.length) }, lane));
    if (failures.length > 0) throw failures[0];
    signal.throwIfAborted();
  }

  /** Ends every process; safe at any time. */
  close(): void {
    for (const worker of this.#all) worker.kill();
    this.#all.clear();
    this.#idle.length = 0;
  }

  async #work(schedule: Schedule, events: PoolEvents, signal: AbortSignal): Promise<void> {
    let worker = this.#take();
    try {
      while (!signal.aborted) {
        const job = schedule.next(worker.held);
        if (!job) return;
        if (!worker.isAlive) worker = this.#take(); // it may have been ended between two units
        const done = await this.#run(worker, job, events, signal);
        if (done) await events.finished({ unit: job.unit.key, findings: done.findings, seconds: done.seconds });
      }
    } finally {
      if (worker.isAlive) this.#idle.push(worker);
    }
  }

  #run(worker: WorkerProcess, job: UnitJob, events: PoolEvents, signal: AbortSignal) {
    const { key, title } = job.unit;
    return worker
      .run(job, (event) => events.progress(event), signal)
      .catch((cause: unknown) => {
        throw new UnitFailedError(key, title, { cause });
      });
  }

  #take(): WorkerProcess {
    const idle = this.#idle.pop();
    if (idle?.isAlive) return idle;
    const worker = new WorkerProcess(this.options.entry, this.options.limits);
    this.#all.add(worker);
    void worker.gone.then(() => this.#all.delete(worker));
    if (worker.pid !== undefined) this.options.onStart?.(worker.pid);
    return worker;
  }
}
