/** Opens the queue on the server there is: PostgreSQL, which the platform has anyway, or Redis. */
import { backendFor, type QueueConnection } from './bullmq/backend.js';
import { capabilityQueue } from './bullmq/capability-queue.js';
import { consumeWith } from './bullmq/consumer.js';
import { firstAnswer } from './bullmq/first-answer.js';
import { joinedQueue } from './bullmq/joined-queue.js';
import { capabilities, type JobQueue } from './job-queue.js';

export interface QueueOptions {
  /** The schema in PostgreSQL, what every key begins with in Redis. Default `palimpsest_queue`. */
  readonly prefix?: string;
  /** Hears of every error of a connection; the queue itself reconnects and goes on. */
  readonly onError?: (error: Error) => void;
}

/**
 * In PostgreSQL the tables are made, or brought up to date, in a schema of their own.
 * @throws QueueUnavailableError when the server is not there, or does not answer within ten seconds
 */
export async function openQueue(
  connection: QueueConnection,
  { prefix = 'palimpsest_queue', onError = () => {} }: QueueOptions = {},
): Promise<JobQueue> {
  const closed = new AbortController();
  const backend = backendFor(connection, prefix, closed.signal);
  const queues = capabilities.map((capability) => capabilityQueue(capability, connection, backend, onError));
  const queue = joinedQueue(connection, queues, (options, handle) =>
    consumeWith(connection, backend, onError, options, handle),
  );
  const close = () => queue.close().finally(() => closed.abort());
  try {
    await firstAnswer(connection, Promise.all(queues.map((each) => each.ready())));
  } catch (error) {
    await close();
    throw error;
  }
  return { ...queue, close };
}
