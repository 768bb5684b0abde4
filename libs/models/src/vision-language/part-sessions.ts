/** The sessions of one model: opened when first needed, shared by calls that overlap, closed together. */
import { openSession, type Session, type SessionSource } from '@palimpsest/runtime';
import type { Part } from '../checkpoint/inspect.js';
import { ModelError } from '../model-error.js';

export class PartSessions {
  readonly #opened = new Map<Part, Promise<Session>>();
  #closed = false;

  constructor(
    private readonly sourceOf: (part: Part) => SessionSource,
    private readonly threads: number,
    private readonly where: string,
  ) {}

  /** @throws ModelError once closed */
  get(part: Part): Promise<Session> {
    if (this.#closed)
      return Promise.reject(new ModelError('the model is closed; open the checkpoint again', this.where));
    const known = this.#opened.get(part);
    if (known) return known;
    const opened = openSession(this.sourceOf(part), { threads: this.threads });
    this.#opened.set(part, opened);
    opened.catch(() => this.#opened.delete(part));
    return opened;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const settled = await Promise.allSettled(this.#opened.values());
    this.#opened.clear();
    for (const result of settled) if (result.status === 'fulfilled') await result.value.close();
  }
}
