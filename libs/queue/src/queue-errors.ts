/** What the queue refuses, and what it cannot reach. */

/** A job that no backend could keep: nothing of its batch was added. */
export class InvalidJobError extends Error {
  override readonly name = 'InvalidJobError';
  constructor(
    readonly id: string,
    problem: string,
  ) {
    super(`Job ${JSON.stringify(id)}: ${problem}`);
  }
}

/** The server behind the queue is not there or lets nobody in. The message names no address: it may hold a password. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
  constructor(kind: 'postgres' | 'redis', reason: string, options?: ErrorOptions) {
    const server = { postgres: 'PostgreSQL', redis: 'Redis' }[kind];
    super(`The queue's ${server} cannot be used: ${reason}. Is it running, and is its address right?`, options);
  }
}
