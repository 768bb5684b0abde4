/**
 * The pool of `libs/audit` on child processes. A unit that fails stops the others between two steps; what is
 * finished is stored by then.
 */
import { UnitFailedError, type PoolEvents, type UnitJob, type WorkPool } from '@palimpsest/audit';
import { Schedule } from './schedule.js';
import { WorkerProcess } from './worker-process.js';

export interface ChildProcessPoolOptions {
  readonly state: string;
  /** Most children at a time. */
  readonly size: number;
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
      const worker = this.#take();
      try {
        await this.#work(worker, schedule, events, stopped);
      } catch (error) {
        failures.push(error);
        stop.abort();
      } finally {
        if (worker.isAlive) this.#idle.push(worker);
        else this.#all.delete(worker);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.options.size, jobs.length) }, lane));
    if (failures.length > 0) throw failures[0];
    signal.throwIfAborted();
  }

  /** Ends every child; safe at any time. */
  close(): void {
    for (const worker of this.#all) worker.kill();
    this.#all.clear();
    this.#idle.length = 0;
  }

  async #work(worker: WorkerProcess, schedule: Schedule, events: PoolEvents, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const job = schedule.next(worker.held);
      if (!job) return;
      const { key, title } = job.unit;
      const done = await worker
        .run(job, (event) => events.progress(event), signal)
        .catch((cause: unknown) => {
          throw new UnitFailedError(key, title, { cause });
        });
      if (done) await events.finished({ unit: key, findings: done.findings, seconds: done.seconds });
    }
  }

  #take(): WorkerProcess {
    const idle = this.#idle.pop();
    if (idle?.isAlive) return idle;
    const worker = new WorkerProcess(this.options.state);
    this.#all.add(worker);
    if (worker.pid !== undefined) this.options.onStart?.(worker.pid);
    return worker;
  }
}
