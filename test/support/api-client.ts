/** Asks the API over HTTP, again and again while it is away: every request of ours may be repeated. */
import { setTimeout as sleep } from 'node:timers/promises';

export class ApiClient {
  /** Requests that were answered with 5xx, or not at all, and were sent again. */
  retries = 0;

  constructor(
    readonly url: string,
    readonly key: string,
    private readonly patienceSeconds = 900,
  ) {}

  get headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.key}` };
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path);
  }

  /** @param idempotencyKey the same for every try, as a careful client sends it */
  post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<T> {
    return this.#ask<T>('POST', path, body, idempotencyKey);
  }

  /** All pages of a list. */
  async all<T>(path: string, limit = 500): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor = '';
    for (;;) {
      const page = await this.get<{ items: T[]; next: string | null }>(`${path}?limit=${limit}${cursor}`);
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = `&cursor=${page.next}`;
    }
  }

  async #ask<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const late = AbortSignal.timeout(this.patienceSeconds * 1000);
    let last = '';
    for (; !late.aborted; this.retries += 1) {
      try {
        const answer = await fetch(`${this.url}/api/v1${path}`, {
          method,
          headers: {
            ...this.headers,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(30_000),
        });
        const text = await answer.text();
        if (answer.ok) return JSON.parse(text) as T;
        last = `${answer.status} ${text.slice(0, 500)}`;
        const isRunning = answer.status === 409 && text.includes('still running');
        if (answer.status < 500 && !isRunning) throw new RefusedError(`${method} ${path}: ${last}`);
      } catch (error) {
        if (error instanceof RefusedError) throw error;
        last = error instanceof Error ? error.message : String(error);
      }
      await sleep(250);
    }
    throw new Error(`${method} ${path}: no answer within ${this.patienceSeconds} s; the last was ${last}`);
  }
}

/** An answer that stays the same however often one asks. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
