/** Owns the names of a graph: every value and node gets one that nobody else has. */
import { GraphError } from '../graph/graph-error.js';

export class NameAuthority {
  readonly #taken = new Set<string>();
  readonly #counters = new Map<string, number>();

  /** Reserves `name`. Throws GraphError when it is empty or taken. */
  claim(name: string, what: string): string {
    if (name === '') throw new GraphError(`a ${what} needs a name`, { where: what });
    if (this.#taken.has(name)) {
      throw new GraphError(`the name ${name} is used twice (second time for a ${what}): rename one`, { where: name });
    }
    this.#taken.add(name);
    return name;
  }

  /** Reserves `base`, or `base_1`, `base_2`, … */
  fresh(base: string): string {
    let count = this.#counters.get(base) ?? 0;
    let name = count === 0 ? base : `${base}_${count}`;
    while (this.#taken.has(name)) name = `${base}_${++count}`;
    this.#counters.set(base, count + 1);
    this.#taken.add(name);
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  release(name: string): void {
    this.#taken.delete(name);
  }
}
