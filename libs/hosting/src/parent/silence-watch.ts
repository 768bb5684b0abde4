/** Notices that nothing was heard for too long. A parent that was busy itself listens first, and judges then. */
export class SilenceWatch {
  #timer: NodeJS.Timeout | null = null;
  #hasHeard = false;

  constructor(
    private readonly limitSeconds: number,
    private readonly onSilent: () => void,
  ) {}

  heard(): void {
    this.#hasHeard = true;
    this.#timer?.refresh();
  }

  /** From here on silence counts. */
  start(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#listenOnce(), this.limitSeconds * 1000);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What has arrived meanwhile is delivered between timers and immediates. */
  #listenOnce(): void {
    const timer = this.#timer;
    this.#hasHeard = false;
    setImmediate(() => {
      if (this.#timer === timer && timer && !this.#hasHeard) this.onSilent();
    });
  }
}
