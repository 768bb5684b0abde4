/** How long it will take at the average speed so far. Work that had been done before does not count as speed. */
import { duration } from './words.js';

export class Eta {
  readonly #started: number;
  #since: number;
  #from = 0;

  constructor(
    private readonly total: number,
    private readonly now: () => number = Date.now,
  ) {
    this.#started = this.#since = now();
  }

  get elapsedMs(): number {
    return this.now() - this.#started;
  }

  /** Measures the speed from here on. */
  restart(done: number): void {
    this.#since = this.now();
    this.#from = done;
  }

  /** @param remainingMs when somebody knows better than the average speed */
  text(done: number, remainingMs?: number): string {
    if (remainingMs !== undefined) return `ETA ${duration(remainingMs)}`;
    const [gained, passed] = [done - this.#from, this.now() - this.#since];
    if (gained < this.total / 100 || passed < 1000) return 'ETA …'; // too little to go by
    return `ETA ${duration((passed / gained) * (this.total - done))}`;
  }
}
