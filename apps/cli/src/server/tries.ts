/**
 * How long something that breaks is tried again: as long as it gets further. Failures in a row without a step
 * forward are counted, the wait between them grows, and after so many the last failure is what is told.
 */
import { setTimeout as wait } from 'node:timers/promises';

export interface Patience {
  /** Failures in a row, without getting further, before it is given up. */
  readonly failures: number;
  /** Before the second try; doubled each time. The first comes at once. */
  readonly waitMs: number;
}

/** Some two minutes: a server that is started anew is back by then. */
const usual: Patience = { failures: 12, waitMs: 500 };

const longestWaitMs = 15_000;

export class Tries {
  #furthest = -1;
  #failed = 0;

  constructor(private readonly patience = usual) {}

  /** Going back and coming as far again is no step forward. */
  reached(place: number): void {
    if (place <= this.#furthest) return;
    this.#furthest = place;
    this.#failed = 0;
  }

  /** Returns when it is time for the next try. @throws the failure when there is none; an AbortError when stopped */
  async after(failure: unknown, signal: AbortSignal): Promise<void> {
    const { failures, waitMs } = this.patience;
    this.#failed += 1;
    if (this.#failed >= failures) throw failure;
    const asked = (failure as { readonly retryAfterMs?: number | null } | null)?.retryAfterMs;
    const own = this.#failed === 1 ? 0 : Math.min(longestWaitMs, waitMs * 2 ** (this.#failed - 2));
    await wait(asked ?? own, undefined, { signal });
  }
}
