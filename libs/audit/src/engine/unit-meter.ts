/**
 * How much of a unit is done, counted in what its cost is counted in: a probe takes steps, then each of its candidates is
 * asked in several ways about several groups, and no part by itself says how far the whole is.
 */
import type { UnitCost } from './unit-cost.js';

/** The rest is what nobody counts: pictures, detectors, findings. It also keeps a unit that costs less from being done. */
const MOST = 0.95;

export class UnitMeter {
  #steps = 0;
  #asked = 0;

  constructor(private readonly cost: UnitCost) {}

  /** @param share of all steps the probe takes; a probe that says so again starts with another candidate */
  stepped(share: number): void {
    this.#steps = Math.max(this.#steps, share * this.cost.steps);
  }

  asked(cost: number): void {
    this.#asked += cost;
  }

  /** In [0, 0.95], never less than before. */
  get share(): number {
    return Math.min(MOST, (this.#steps + this.#asked) / this.cost.whole);
  }
}
