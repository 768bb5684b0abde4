/**
 * Tasks spread over child processes. onnxruntime blocks the event loop while it runs and aborts when a
 * thread is terminated, so every model lives in a process of its own: a crash there fails one task.
 */
import { fork, type ChildProcess } from 'node:child_process';

export type FromChild<Result> =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly message?: string }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string };

export class ChildProcessError extends Error {
  override readonly name = 'ChildProcessError';
}

export interface PoolOptions {
  /** Module that answers `process.on('message')` with `FromChild` messages. */
  readonly module: URL;
  readonly size: number;
  readonly arguments?: readonly string[];
}

export class ProcessPool<Task, Result> {
  private readonly idle: ChildProcess[] = [];
  private readonly all = new Set<ChildProcess>();
  private readonly waiting: ((child: ChildProcess) => void)[] = [];

  constructor(private readonly options: PoolOptions) {}

  get size(): number {
    return this.options.size;
  }

  /**
   * @throws ChildProcessError when the child reports a failure or dies
   */
  async run(task: Task, onProgress: (done: number, total: number, message?: string) => void): Promise<Result> {
    const child = await this.acquire();
    try {
      return await this.converse(child, task, onProgress);
    } finally {
      this.release(child);
    }
  }

  /** Ends every child; safe to call at any time. */
  close(): void {
    for (const child of this.all) child.kill('SIGKILL');
    this.all.clear();
    this.idle.length = 0;
  }

  private acquire(): Promise<ChildProcess> {
    const idle = this.idle.pop();
    if (idle) return Promise.resolve(idle);
    if (this.all.size < this.options.size) return Promise.resolve(this.start());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private release(child: ChildProcess): void {
    const usable = this.all.has(child) ? child : undefined;
    const next = this.waiting.shift();
    if (next) next(usable ?? this.start());
    else if (usable) this.idle.push(usable);
  }

  private start(): ChildProcess {
    const child = fork(this.options.module, [...(this.options.arguments ?? [])], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.all.add(child);
    child.once('exit', () => this.all.delete(child));
    return child;
  }

  private converse(
    child: ChildProcess,
    task: Task,
    onProgress: (done: number, total: number, message?: string) => void,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        finish();
      };
      const onMessage = (raw: unknown): void => {
        const message = raw as FromChild<Result>;
        if (message.kind === 'progress') onProgress(message.done, message.total, message.message);
        else if (message.kind === 'done') settle(() => resolve(message.result));
        else settle(() => reject(new ChildProcessError(message.message)));
      };
      const onExit = (code: number | null, signal: string | null): void =>
        settle(() =>
          reject(
            new ChildProcessError(
              `The process that held the model ended unexpectedly (${signal ?? `exit code ${code}`}). ` +
                'Nothing stored is lost: run `palimpsest audit resume`.',
            ),
          ),
        );
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.send(task as object);
    });
  }
}
