/** One child process as its parent sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { UnitJob, UnitProgress } from '@palimpsest/audit';
import type { FromWorker, ToWorker, UnitDone } from './messages.js';

/** The process is gone; what it had saved is in the store. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

const workerModule = fileURLToPath(new URL('./worker.ts', import.meta.url));
const registerModule = new URL('../../../../bin/register.mjs', import.meta.url).href;
const lastWordsLength = 400;

export class WorkerProcess {
  /** Name of the checkpoint of the last job: it is still open. */
  held: string | null = null;
  readonly #child: ChildProcess;
  #lastWords = '';

  constructor(state: string) {
    this.#child = fork(workerModule, [state], {
      execArgv: ['--import', registerModule],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsLength);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * @returns null when it was cancelled
   * @throws WorkerDiedError, or an Error with what failed in the child
   */
  run(job: UnitJob, onProgress: (event: UnitProgress) => void, signal: AbortSignal): Promise<UnitDone | null> {
    this.held = job.unit.checkpoint.name;
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        child.off('message', onMessage);
        child.off('close', onClose);
        signal.removeEventListener('abort', onAbort);
        finish();
      };
      const onMessage = (message: FromWorker): void => {
        if (message.kind === 'progress') onProgress(message.event);
        else if (message.kind === 'done') settle(() => resolve(message));
        else if (message.kind === 'cancelled') settle(() => resolve(null));
        else settle(() => reject(new Error(message.message)));
      };
      const onClose = (): void => settle(() => reject(this.#death()));
      const onAbort = (): void => this.#send({ kind: 'cancel' });
      child.on('message', onMessage);
      child.once('close', onClose);
      signal.addEventListener('abort', onAbort);
      if (!this.isAlive) onClose();
      else this.#send({ kind: 'run', job });
      if (signal.aborted) onAbort();
    });
  }

  /** At once: whatever it writes, it writes whole. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #send(message: ToWorker): void {
    this.#child.send(message, () => {}); // a child that is gone says so through `close`
  }

  #death(): WorkerDiedError {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode ? `was ended by ${signalCode}` : `ended with code ${exitCode}`;
    const memory = signalCode === 'SIGKILL' ? ' (often because memory ran out: try fewer --workers)' : '';
    const words = this.#lastWords.trim().split('\n').at(-1)?.trim();
    return new WorkerDiedError(`its worker process ${how}${memory}${words ? `, saying "${words}"` : ''}`);
  }
}
