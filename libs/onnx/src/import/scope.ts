/** Names of a file's values and what they are in the builder. A branch sees the graph around it. */
import type { Value } from '../graph/value.js';

export class Scope {
  readonly #values = new Map<string, Value>();

  constructor(
    private readonly outer: Scope | null = null,
    /** Before names of the branch's own values, which another branch may have too. */
    readonly prefix = '',
  ) {}

  get(name: string): Value | undefined {
    return this.#values.get(name) ?? this.outer?.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** Of this scope alone. */
  names(): ReadonlySet<string> {
    return new Set(this.#values.keys());
  }
}
