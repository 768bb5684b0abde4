/** Database, API and worker on this machine: started in this order, ended in the other, kept running in between. */
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { InterruptedError } from '../failure.js';
import type { AppReady } from './app-process.js';
import { appEnvironment } from './app-environment.js';
import { apiApp, workerApp } from './apps.js';
import { checkPort } from './check-port.js';
import { ensureMasterKey } from './master-key.js';
import { RestartWait } from './restart-wait.js';
import { openServerDatabase, type ServerDatabase } from './server-database.js';
import type { ServerSettings } from './settings.js';
import { SupervisedApp } from './supervised-app.js';

export interface ServerReady {
  readonly url: string;
  /** Of the first administrator, at the first start; null ever after. */
  readonly key: string | null;
  /** As it is now; another one after the database was started again. */
  readonly database: () => ServerDatabase;
}

/** Beyond what the worker takes by itself (`PALIMPSEST_WORKER_DRAIN_SECONDS`). */
const graceMs = 15_000;

export class LocalServer {
  readonly #ending = new AbortController();
  #database: ServerDatabase | null = null;
  #worker: SupervisedApp | null = null;
  #api: SupervisedApp | null = null;
  #port: number;
  #kept: Promise<void> = Promise.resolve();

  /** @param tell one line for people */
  constructor(
    private readonly settings: ServerSettings,
    private readonly tell: (line: string) => void,
  ) {
    this.#port = settings.port;
  }

  /** @throws UsageError, EmbeddedPostgresError, InterruptedError: then nothing is left running once `stop` has resolved */
  start(): Promise<ServerReady> {
    const starting = this.#start();
    this.#kept = starting.then(
      ({ database }) => this.#keepDatabase(database()),
      () => {},
    );
    return starting;
  }

  async #start(): Promise<ServerReady> {
    mkdirSync(this.settings.folder, { recursive: true, mode: 0o700 });
    ensureMasterKey(this.settings);
    const database = await this.#openDatabase();
    await checkPort(this.settings.host, this.#port);
    const { url = '', key = null } = await this.#startApps(database);
    this.#port = Number(new URL(url).port || 80); // the same after a restart
    return { url, key, database: () => this.#database ?? database };
  }

  /** In good order: the worker finishes or saves what it runs, the API answers until then. Safe to call twice. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#worker?.stop(this.settings.drainSeconds * 1000 + graceMs);
    await this.#api?.stop(graceMs);
    await this.#kept;
    await this.#database?.stop();
  }

  /** API and worker at once; `stop` has little to wait for then. */
  kill(): void {
    this.#ending.abort();
    this.#worker?.kill();
    this.#api?.kill();
  }

  async #openDatabase(): Promise<ServerDatabase> {
    this.#database = await openServerDatabase(this.settings.folder);
    if (this.#ending.signal.aborted) throw notReady();
    return this.#database;
  }

  /** The API last: at the first start it makes a key, which is lost when something else then keeps us from telling it. */
  async #startApps({ url }: ServerDatabase): Promise<AppReady> {
    const { settings, tell } = this;
    const { signal } = this.#ending;
    const environment = () => appEnvironment(settings, { databaseUrl: url, port: this.#port });
    this.#worker = new SupervisedApp(workerApp(settings), environment, tell);
    await this.#worker.start();
    if (signal.aborted) throw notReady();
    this.#api = new SupervisedApp(apiApp(settings), environment, tell);
    return this.#api.start();
  }

  /** API and worker hold connections to the database that died, and know no other. */
  async #keepDatabase(first: ServerDatabase): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) return;
    const wait = new RestartWait();
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    for (let database = first; ;) {
      const start = performance.now();
      await Promise.race([database.exited, ended]);
      if (signal.aborted) return;
      const seconds = wait.after(performance.now() - start);
      this.tell(`The database ended. Starting it again in ${seconds} s, and the API and the worker with it.`);
      await this.#dropAll(database);
      await sleep(1000 * seconds, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        database = await this.#openDatabase();
        await this.#startApps(database);
      } catch (error) {
        if (!signal.aborted) this.tell((error as Error).message);
        await this.#dropAll(database);
      }
    }
  }

  async #dropAll(database: ServerDatabase): Promise<void> {
    for (const app of [this.#worker, this.#api]) app?.kill();
    await Promise.all([this.#worker?.stop(0), this.#api?.stop(0)]);
    await database.stop();
  }
}

const notReady = () => new InterruptedError('before the server was ready');
