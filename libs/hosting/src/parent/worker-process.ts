/** One worker process as its parent sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { UnitJob, UnitProgress } from '@palimpsest/audit';
import type { FromWorker, ToWorker, UnitDone } from '../messages.js';
import { LastWords } from './last-words.js';
import { checkLimits, LimitWatch } from './limit-watch.js';
import { WorkerDiedError, type DeathReason } from './worker-died-error.js';
import type { WorkerEntry, WorkerLimits } from './worker-entry.js';

interface RunningUnit {
  readonly onProgress: (event: UnitProgress) => void;
  readonly resolve: (done: UnitDone | null) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerProcess {
  /** Name of the checkpoint of the last job: it is still open. */
  held: string | null = null;
  /** Resolves when the process is no more, however it ended. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #lastWords: LastWords;
  readonly #watch: LimitWatch;
  /** Known before the process is gone when its parent ends it. */
  #reason: DeathReason | null = null;
  #unit: RunningUnit | null = null;
  #isLeaving = false;

  /** @throws RangeError for a limit that is not above 0 */
  constructor({ module, settings, execArgv = [] }: WorkerEntry, limits: WorkerLimits = {}) {
    checkLimits(limits);
    this.#child = fork(fileURLToPath(module), { execArgv: [...execArgv], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#lastWords = new LastWords(this.#child.stderr);
    this.#watch = new LimitWatch(this.pid, limits, (reason) => this.#end(reason));
    this.#child.on('message', (message: FromWorker) => this.#hear(message));
    this.gone = new Promise((resolve) => {
      const onGone = (): void => {
        this.#watch.stop();
        this.#unit?.reject(this.#death());
        this.#unit = null;
        resolve();
      };
      this.#child.once('close', onGone);
      this.#child.on('error', (error) => {
        if (this.pid !== undefined) return;
        this.#reason ??= { kind: 'not-started', message: error.message };
        onGone();
      });
    });
    this.#send({ kind: 'open', settings, beatSeconds: this.#watch.beatSeconds });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it can take another unit. */
  get isAlive(): boolean {
    const { connected, exitCode, signalCode } = this.#child;
    return connected && exitCode === null && signalCode === null && this.#reason === null && !this.#isLeaving;
  }

  /**
   * One unit at a time.
   * @returns null when it was cancelled: the last saved state is in the store
   * @throws WorkerDiedError, or an Error with the name and the message of what failed in the process
   */
  async run(job: UnitJob, onProgress: (event: UnitProgress) => void, signal: AbortSignal): Promise<UnitDone | null> {
    if (this.#unit) throw new Error(`Worker process ${this.pid} runs a unit already: wait for it, or start another`);
    if (this.#isLeaving)
      throw new Error(`Worker process ${this.pid} is leaving and takes no more units: start another`);
    if (!this.isAlive) {
      await this.gone;
      throw this.#death();
    }
    this.held = job.unit.checkpoint.name;
    const cancel = (): void => this.#send({ kind: 'cancel' });
    signal.addEventListener('abort', cancel);
    const outcome = new Promise<UnitDone | null>((resolve, reject) => (this.#unit = { onProgress, resolve, reject }));
    this.#send({ kind: 'run', job });
    if (signal.aborted) cancel();
    this.#watch.unitStarted();
    return outcome.finally(() => signal.removeEventListener('abort', cancel));
  }

  /**
   * Ends the process in good order; resolves when it is gone. Whoever cannot wait that long calls `kill`.
   * @param after `unit` finishes what is running; `step` stops it between two steps, at its next saved state
   */
  async drain(after: 'unit' | 'step'): Promise<void> {
    if (this.#unit && after === 'step') this.#send({ kind: 'cancel' });
    if (!this.#unit && !this.#isLeaving) this.#send({ kind: 'leave' });
    this.#isLeaving = true;
    await this.gone;
  }

  /** At once: whatever it writes, it writes whole. */
  kill(): void {
    this.#end({ kind: 'killed' });
  }

  #hear(message: FromWorker): void {
    this.#watch.heard();
    switch (message.kind) {
      case 'alive':
        break;
      case 'unusable':
        this.#reason ??= message;
        break;
      case 'progress':
        this.#unit?.onProgress(message.event);
        break;
      case 'done':
        this.#settle((unit) => unit.resolve({ findings: message.findings, seconds: message.seconds }));
        break;
      case 'cancelled':
        this.#settle((unit) => unit.resolve(null));
        break;
      case 'failed':
        this.#settle((unit) => unit.reject(Object.assign(new Error(message.message), { name: message.error })));
        break;
    }
  }

  #settle(finish: (unit: RunningUnit) => void): void {
    this.#watch.unitEnded();
    if (this.#unit) finish(this.#unit);
    this.#unit = null;
    if (this.#isLeaving) this.#send({ kind: 'leave' });
  }

  #end(reason: DeathReason): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#reason ??= reason;
    this.#child.kill('SIGKILL');
  }

  #send(message: ToWorker): void {
    if (this.#child.connected) this.#child.send(message, () => {}); // one that is gone says so through `close`
  }

  #death(): WorkerDiedError {
    const { exitCode, signalCode } = this.#child;
    const { tellOfMemory, line } = this.#lastWords;
    if (this.#reason) return new WorkerDiedError(this.#reason);
    if (tellOfMemory) return new WorkerDiedError({ kind: 'out-of-memory' }, line);
    if (signalCode) return new WorkerDiedError({ kind: 'signal', signal: signalCode }, line);
    return new WorkerDiedError({ kind: 'exit', code: exitCode ?? -1 }, line);
  }
}
