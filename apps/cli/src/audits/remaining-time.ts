/**
 * How long an audit will still take. What kinds of units cost beside each other depends on model and machine, so it is
 * learned: a kind that has been seen is forecast by its own speed; one that runs for the first time by what it says of
 * itself; another one by the same probe on other checkpoints, or else by the speed of all that was seen, with the plan's
 * relative costs.
 */
export interface Work {
  readonly unit: string;
  /** What takes alike, the probe's label first: `sua/true/target`. */
  readonly kind: string;
  /** By the plan alone, relative to all other units. */
  readonly cost: number;
}

interface Running {
  readonly since: number;
  /** What it last said of itself, and when. */
  readonly share: number;
  readonly told: number;
  /** What it said of itself first: until then models and graphs were opened, too. */
  readonly first: { readonly share: number; readonly told: number } | null;
}

interface Speed {
  readonly cost: number;
  readonly milliseconds: number;
}

/** Less of a unit than this says nothing about its speed. */
const tellingShare = 0.3;

/** Of the time that a unit has had already: what it is taken to need still when it should be over. */
const overdueShare = 0.1;

export class RemainingTime {
  #work = new Map<string, Work>();
  readonly #running = new Map<string, Running>();
  readonly #over = new Set<string>();
  readonly #seen = new Map<string, Speed>();
  /** Of finished units, once they were on their way: what others are told by that have not run yet. */
  readonly #strides: Speed[] = [];
  #since: number | null = null;
  #busy = 0;

  constructor(private readonly now: () => number = Date.now) {}

  expect(work: readonly Work[]): void {
    this.#work = new Map(work.map((entry) => [entry.unit, entry]));
  }

  started(unit: string): void {
    this.#since ??= this.now();
    this.#running.set(unit, { since: this.now(), share: 0, told: this.now(), first: null });
  }

  progressed(unit: string, share: number): void {
    const running = this.#running.get(unit);
    if (!running || share <= running.share) return;
    const said = { share, told: this.now() };
    this.#running.set(unit, { ...running, ...said, first: running.first ?? said });
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
    const stride = tellingStretchOf({ ...running, share: 1, told: this.now() });
    if (stride) this.#strides.push({ cost: stride.share * work.cost, milliseconds: stride.milliseconds });
    this.#busy += milliseconds;
  }

  /** Null while nothing has been seen. */
  milliseconds(): number | null {
    const speedOf = this.#speeds();
    if (this.#since === null || !speedOf) return null;
    let left = 0;
    let longest = 0;
    for (const { unit, kind, cost } of this.#work.values()) {
      if (this.#over.has(unit)) continue;
      const own = this.#leftOf(unit, cost * perCost(speedOf(kind)));
      left += own;
      if (this.#running.has(unit)) longest = Math.max(longest, own);
    }
    return Math.max(longest, left / this.#atOnce());
  }

  /** @param whole milliseconds that all of the unit should take */
  #leftOf(unit: string, whole: number): number {
    const running = this.#running.get(unit);
    if (!running) return whole;
    const passed = this.now() - running.since;
    return Math.max(whole - passed, overdueShare * passed);
  }

  /** By kind; null while there is nothing to go by. */
  #speeds(): ((kind: string) => Speed) | null {
    const running = this.#soFar();
    const unseen = [...running].filter(([kind]) => !this.#seen.has(kind));
    const all = total([...this.#strides, ...unseen.map(([, speed]) => speed)]);
    if (all.cost === 0) return null;
    const byProbe = addedUp([...this.#seen].map(([kind, speed]) => [probeOf(kind), speed]));
    return (kind) => this.#seen.get(kind) ?? running.get(kind) ?? byProbe.get(probeOf(kind)) ?? all;
  }

  /** Of what runs, by what it says of itself. */
  #soFar(): ReadonlyMap<string, Speed> {
    return addedUp(
      [...this.#running].flatMap(([unit, running]) => {
        const work = this.#work.get(unit);
        const stretch = tellingStretchOf(running);
        if (!work || !stretch) return [];
        const own = { cost: stretch.share * work.cost, milliseconds: stretch.milliseconds };
        return [[work.kind, own] as const];
      }),
    );
  }

  /** Units that ran at the same time, on average. */
  #atOnce(): number {
    const running = [...this.#running.values()].reduce((sum, { since }) => sum + this.now() - since, 0);
    return Math.max(1, (this.#busy + running) / Math.max(1, this.now() - (this.#since ?? 0)));
  }
}

/** The stretch of a unit by which its speed is told, from when it was on its way; null while that is too short. */
function tellingStretchOf({ since, share, told, first }: Running) {
  const from = first && first.share < tellingShare ? first : { share: 0, told: since };
  const stretch = { share: share - from.share, milliseconds: told - from.told };
  return stretch.share >= tellingShare ? stretch : null;
}

const perCost = ({ cost, milliseconds }: Speed): number => milliseconds / cost;

const probeOf = (kind: string): string => kind.split('/')[0] ?? kind;

function addedUp(list: readonly (readonly [string, Speed])[]): ReadonlyMap<string, Speed> {
  const sums = new Map<string, Speed>();
  for (const [key, speed] of list) sums.set(key, total([sums.get(key) ?? { cost: 0, milliseconds: 0 }, speed]));
  return sums;
}

const total = (speeds: readonly Speed[]): Speed => ({
  cost: speeds.reduce((sum, { cost }) => sum + cost, 0),
  milliseconds: speeds.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
});
