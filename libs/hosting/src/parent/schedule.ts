/**
 * Which job next: workers stay with a checkpoint they have open, start with the checkpoint that has most left,
 * and do the dearest jobs first, so that none is left alone with a long one at the end.
 */
import type { UnitJob } from '@palimpsest/audit';

export class Schedule {
  readonly #waiting: UnitJob[];

  constructor(jobs: readonly UnitJob[]) {
    this.#waiting = [...jobs].sort((a, b) => b.unit.cost - a.unit.cost);
  }

  /** @param held name of the checkpoint the worker has open */
  next(held: string | null): UnitJob | undefined {
    const checkpoint = this.#waiting.some((job) => nameOf(job) === held) ? held : this.#largest();
    const index = this.#waiting.findIndex((job) => nameOf(job) === checkpoint);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  #largest(): string | undefined {
    const left = new Map<string, number>();
    for (const job of this.#waiting) left.set(nameOf(job), (left.get(nameOf(job)) ?? 0) + job.unit.cost);
    return [...left].sort((a, b) => b[1] - a[1])[0]?.[0];
  }
}

const nameOf = ({ unit }: UnitJob) => unit.checkpoint.name;
