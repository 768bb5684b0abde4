/** One of our applications as a process of its own. What it has to say to us comes over IPC, its log goes to a file. */
import { fork, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UsageError } from '../failure.js';
import { lastError, openLog, type AppLog } from './app-log.js';

export interface App {
  /** As people call it. */
  readonly name: string;
  readonly module: URL;
  /** Null for our standard error. */
  readonly log: string | null;
}

const readyMessage = z.object({
  kind: z.literal('ready'),
  url: z.string().optional(),
  key: z.string().nullable().optional(),
});
export type AppReady = z.infer<typeof readyMessage>;

const register = new URL('../../../../bin/register.mjs', import.meta.url).href;

export class AppProcess {
  /** Rejects when it ends before. */
  readonly ready: Promise<AppReady>;
  /** How it ended: a signal, or an exit code. */
  readonly exited: Promise<string>;
  readonly #child: ChildProcess;

  /** @param environment holds passwords: they are in no argument and in no log */
  constructor(app: App, environment: NodeJS.ProcessEnv) {
    const log = app.log === null ? null : openLog(app.log);
    this.#child = start(app, log, environment);
    this.exited = new Promise((resolve) => {
      this.#child.once('error', ({ message }) => resolve(message));
      this.#child.once('exit', (code, signal) => {
        this.#signalGroup('SIGKILL'); // its own children: whatever they do, nobody hears of it any more
        resolve(signal ?? `exit code ${code}`);
      });
    });
    this.ready = new Promise((resolve, reject) => {
      this.#child.on('message', (message) => {
        const read = readyMessage.safeParse(message);
        if (read.success) resolve(read.data);
      });
      void this.exited.then((how) => reject(notStarted(app, log?.from ?? 0, how)));
    });
    this.ready.catch(() => {}); // whoever restarts it looks at how it ended
  }

  /** Asks it to end in good order, and makes it when it takes too long. */
  async end(graceMs: number): Promise<void> {
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.kill(), graceMs);
    await this.exited;
    clearTimeout(late);
  }

  /** At once, with its own children. */
  kill(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#signalGroup('SIGKILL');
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // nobody is left in it
    }
  }
}

/** In a group of its own: Ctrl-C on a terminal is for us, who end one after the other. */
function start({ module }: App, log: AppLog | null, env: NodeJS.ProcessEnv): ChildProcess {
  const file = log?.file ?? 2;
  try {
    const options = { execArgv: ['--import', register], detached: true, env };
    return fork(fileURLToPath(module), [], { ...options, stdio: ['ignore', file, file, 'ipc'] });
  } finally {
    if (log !== null) closeSync(file);
  }
}

function notStarted({ name, log }: App, from: number, how: string): Error {
  const said = log === null ? null : lastError(log, from);
  return new UsageError(`The ${name} did not start: ${said ?? how}.${log === null ? '' : ` Its log is ${log}.`}`);
}
