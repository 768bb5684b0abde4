/** Child processes with open models, kept between steps. Each serves one project and keeps what it has open. */
import { WorkerProcess, type WorkerLimits } from '@palimpsest/hosting';
import type { Connection } from '@palimpsest/persistence';
import type { EncryptionKey } from '@palimpsest/platform';
import type { ChildSettings } from './child-settings.js';

export interface ChildrenOptions {
  readonly connection: Connection;
  readonly master: EncryptionKey;
  /** As it claims steps. */
  readonly worker: string;
  /** Most processes at a time. */
  readonly size: number;
  readonly limits: WorkerLimits;
}

interface Child {
  readonly process: WorkerProcess;
  readonly project: string;
}

const module = new URL('./child.ts', import.meta.url);
const register = new URL('../../../bin/register.mjs', import.meta.url).href;

export class Children {
  readonly #idle: Child[] = [];
  readonly #busy = new Set<Child>();

  constructor(private readonly options: ChildrenOptions) {}

  /** Lends a process of the project, one that has the checkpoint open when there is one. */
  async with<T>(project: string, checkpoint: string, work: (process: WorkerProcess) => Promise<T>): Promise<T> {
    const child = await this.#take(project, checkpoint);
    this.#busy.add(child);
    try {
      return await work(child.process);
    } finally {
      this.#busy.delete(child);
      if (child.process.isAlive) this.#idle.push(child);
    }
  }

  /** At once; what they had saved is in the store. */
  kill(): void {
    for (const { process } of [...this.#idle, ...this.#busy]) process.kill();
    this.#idle.length = 0;
  }

  async #take(project: string, checkpoint: string): Promise<Child> {
    const own = this.#idle.filter((child) => child.project === project && child.process.isAlive);
    const chosen = own.find(({ process }) => process.held === checkpoint) ?? own[0];
    if (chosen) {
      this.#idle.splice(this.#idle.indexOf(chosen), 1);
      return chosen;
    }
    while (this.#idle.length > 0 && this.#idle.length + this.#busy.size >= this.options.size) {
      await this.#idle.shift()?.process.drain('unit');
    }
    const { connection, worker, limits } = this.options;
    const master = this.options.master.secret.export().toString('base64');
    const { host, port, user, password, database } = connection;
    const settings: ChildSettings = { connection: { host, port, user, password, database }, project, worker, master };
    return { process: new WorkerProcess({ module, settings, execArgv: ['--import', register] }, limits), project };
  }
}
