/** Gives up a connection that says nothing for too long. Closing the watch ends the connection. */
export class SilenceWatch {
  readonly #own = new AbortController();
  readonly signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout>;

  constructor(
    private readonly silenceMs: number,
    caller: AbortSignal | undefined,
  ) {
    this.signal = caller ? AbortSignal.any([caller, this.#own.signal]) : this.#own.signal;
    this.#timer = this.#start();
  }

  get isSilent(): boolean {
    return this.#own.signal.aborted;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#own.abort();
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#own.abort(), this.silenceMs);
  }
}
