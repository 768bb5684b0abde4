/** Passes on the first of many calls and then at most one in a while; what comes in between is dropped. */
export class Throttle<T> {
  #last = -Infinity;

  /** @param milliseconds between two calls that are passed on */
  constructor(
    private readonly milliseconds: number,
    private readonly pass: (value: T) => Promise<void>,
  ) {}

  tell(value: T): void {
    const now = performance.now();
    if (now - this.#last < this.milliseconds) return;
    this.#last = now;
    void this.pass(value);
  }
}
