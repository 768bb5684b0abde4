/** The API or a worker as a process of its own: it may be killed, stopped and continued, and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const register = new URL('bin/register.mjs', root).href;
const memoryOnDemand = new URL('test/support/memory-on-demand.mjs', root).href;
const mains = { api: 'apps/api/src/main.ts', worker: 'apps/worker/src/main.ts' } as const;

export interface Ready {
  readonly url?: string;
  /** Of the first administrator, at the first boot. */
  readonly key?: string | null;
}

export interface ProcessOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it writes goes to the end of this file. */
  readonly logFile: string;
}

export class StartedProcess {
  /** How often it ended without being asked to. */
  crashes = 0;
  #child: ChildProcess | null = null;
  #isWanted = false;
  #starting: Promise<Ready> | null = null;

  constructor(
    private readonly app: keyof typeof mains,
    private readonly options: ProcessOptions,
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it says that it is ready; one that ends before that is started again. */
  start(seconds = 90): Promise<Ready> {
    this.#isWanted = true;
    this.#starting ??= this.#untilReady(AbortSignal.timeout(seconds * 1000)).finally(() => (this.#starting = null));
    return this.#starting;
  }

  /** SIGKILL, to the process alone: its children must see for themselves. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM, and wait. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  /** After a collection of garbage. */
  memory(): Promise<NodeJS.MemoryUsage> {
    const child = this.#child;
    if (!child?.connected) throw new Error(`${this.app} does not run`);
    return new Promise((resolve) => {
      const hear = (message: { kind: string; usage?: NodeJS.MemoryUsage }): void => {
        if (message.kind !== 'memory' || !message.usage) return;
        child.off('message', hear);
        resolve(message.usage);
      };
      child.on('message', hear);
      child.send({ kind: 'memory' });
    });
  }

  async #untilReady(late: AbortSignal): Promise<Ready> {
    while (this.#isWanted) {
      const ready = await this.#boot(late);
      if (ready) return ready;
      if (!late.aborted) continue;
      this.#child?.kill('SIGKILL');
      throw new Error(`${this.app} was not ready in time: see ${this.options.logFile}`);
    }
    return {};
  }

  async #boot(late: AbortSignal): Promise<Ready | null> {
    const { environment, logFile } = this.options;
    const log = openSync(logFile, 'a');
    const main = fileURLToPath(new URL(mains[this.app], root));
    const child = spawn(process.execPath, ['--expose-gc', '--import', memoryOnDemand, '--import', register, main], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#child = child;
    let isReady = false;
    child.once('exit', () => {
      if (!this.#isWanted) return;
      this.crashes += 1;
      if (isReady) this.start().catch(() => {}); // as whoever looks after services does; it shows in `crashes`
    });
    return await new Promise((resolve) => {
      child.once('message', (message: Ready) => {
        isReady = true;
        resolve(message);
      });
      child.once('exit', () => resolve(null));
      late.addEventListener('abort', () => resolve(null));
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#isWanted = false;
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    await this.#starting?.catch(() => {});
  }
}
