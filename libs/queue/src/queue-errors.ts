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

/** The server behind the queue does not answer. The message names no address: it may hold a password. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
  constructor(server: 'PostgreSQL' | 'Redis', reason: string, options?: ErrorOptions) {
    super(`The queue's ${server} does not answer: ${reason}. Is it running, and is the address right?`, options);
  }
}
