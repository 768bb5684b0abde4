/** Keeps one application running: one that dies is started again, after a wait that grows while it keeps dying. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppProcess, type App, type AppReady } from './app-process.js';
import { RestartWait } from './restart-wait.js';

export class SupervisedApp {
  readonly #ending = new AbortController();
  #process: AppProcess | null = null;
  #kept: Promise<void> = Promise.resolve();

  /**
   * @param environment asked at every start
   * @param tell one line for people
   */
  constructor(
    private readonly app: App,
    private readonly environment: () => NodeJS.ProcessEnv,
    private readonly tell: (line: string) => void,
  ) {}

  /** @throws UsageError when it ends before it was ever ready: then it is not started again */
  async start(): Promise<AppReady> {
    const process = this.#launch();
    const ready = await process.ready;
    this.#kept = this.#keep(process);
    return ready;
  }

  /** For good, in good order; killed when it takes longer than `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#ending.abort();
    await this.#process?.end(graceMs);
    await this.#kept;
  }

  /** For good, at once. */
  kill(): void {
    this.#ending.abort();
    this.#process?.kill();
  }

  async #keep(first: AppProcess): Promise<void> {
    const { signal } = this.#ending;
    const wait = new RestartWait();
    for (let process = first; ; process = this.#launch()) {
      const start = performance.now();
      const how = await process.exited;
      if (signal.aborted) return;
      const seconds = wait.after(performance.now() - start);
      this.tell(`The ${this.app.name} ended (${how}). Starting it again in ${seconds} s.`);
      await sleep(1000 * seconds, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
    }
  }

  #launch(): AppProcess {
    return (this.#process = new AppProcess(this.app, this.environment()));
  }
}
