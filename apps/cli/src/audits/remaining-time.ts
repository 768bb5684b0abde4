/**
 * How long an audit will still take. What kinds of units cost beside each other depends on model and machine, so it is
 * learned: a kind that has been seen is forecast by its own speed, any other by the speed of all that was seen.
 */
export interface Work {
  readonly unit: string;
  readonly kind: string;
  /** By the plan alone, relative to other units of the same kind. */
  readonly cost: number;
}

interface Speed {
  readonly cost: number;
  readonly milliseconds: number;
}

/** Less of a unit than this says nothing about its speed: it optimises and asks in turns. */
const tellingShare = 0.3;

export class RemainingTime {
  #work = new Map<string, Work>();
  readonly #running = new Map<string, { readonly since: number; share: number }>();
  readonly #over = new Set<string>();
  readonly #seen = new Map<string, Speed>();
  #since: number | null = null;
  #busy = 0;

  constructor(private readonly now: () => number = Date.now) {}

  expect(work: readonly Work[]): void {
    this.#work = new Map(work.map((entry) => [entry.unit, entry]));
  }

  started(unit: string): void {
    this.#since ??= this.now();
    this.#running.set(unit, { since: this.now(), share: 0 });
  }

  progressed(unit: string, share: number): void {
    const running = this.#running.get(unit);
    if (running) running.share = Math.max(running.share, Math.min(0.95, share));
  }

  /** Units that were there before say nothing about the speed. */
  finished(unit: string): void {
    const running = this.#running.get(unit);
    const work = this.#work.get(unit);
    this.#running.delete(unit);
    this.#over.add(unit);
    if (!running || !work) return;
    const milliseconds = this.now() - running.since;
    const seen = this.#seen.get(work.kind) ?? { cost: 0, milliseconds: 0 };
    this.#seen.set(work.kind, { cost: seen.cost + work.cost, milliseconds: seen.milliseconds + milliseconds });
    this.#busy += milliseconds;
  }

  /** Null while nothing has been seen. */
  milliseconds(): number | null {
    const speeds = this.#speeds();
    const all = total([...speeds.values()]);
    if (this.#since === null || all.cost === 0) return null;
    let left = 0;
    for (const { unit, kind, cost } of this.#work.values()) {
      if (this.#over.has(unit)) continue;
      const speed = speeds.get(kind) ?? all;
      left += (1 - (this.#running.get(unit)?.share ?? 0)) * cost * (speed.milliseconds / speed.cost);
    }
    return left / this.#atOnce();
  }

  /** Finished units, and running ones of kinds that have none. */
  #speeds(): ReadonlyMap<string, Speed> {
    const speeds = new Map(this.#seen);
    for (const [unit, { since, share }] of this.#running) {
      const work = this.#work.get(unit);
      if (!work || share < tellingShare || this.#seen.has(work.kind)) continue;
      const known = speeds.get(work.kind) ?? { cost: 0, milliseconds: 0 };
      speeds.set(work.kind, total([known, { cost: share * work.cost, milliseconds: this.now() - since }]));
    }
    return speeds;
  }

  /** Units that ran at the same time, on average. */
  #atOnce(): number {
    const running = [...this.#running.values()].reduce((sum, { since }) => sum + this.now() - since, 0);
    return Math.max(1, (this.#busy + running) / Math.max(1, this.now() - (this.#since ?? 0)));
  }
}

const total = (speeds: readonly Speed[]): Speed => ({
  cost: speeds.reduce((sum, { cost }) => sum + cost, 0),
  milliseconds: speeds.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
});
