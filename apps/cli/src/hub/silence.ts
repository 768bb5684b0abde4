/** Notices that nothing comes any more. However slowly bytes come, they break the silence. */

const usualMs = 60_000;

export class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(ms = usualMs) {
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  /** Aborted once it has lasted too long. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  broken(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
