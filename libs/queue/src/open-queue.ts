/** Opens the queue on the server there is: PostgreSQL, which the platform has anyway, or Redis. */
import type { ActiveJob } from './active-job.js';
import { backendFor, patienceMs, type QueueConnection } from './bullmq/backend.js';
import { capabilityQueue, type CapabilityQueue } from './bullmq/capability-queue.js';
import { consumeWith } from './bullmq/consumer.js';
import { assertValid } from './bullmq/stored-job.js';
import { capabilities, type Capability, type Consumer, type ConsumeOptions, type JobQueue } from './job-queue.js';
import { QueueUnavailableError } from './queue-errors.js';
import { within } from './within.js';

export interface QueueOptions {
  /** The schema in PostgreSQL, what every key begins with in Redis. Default `palimpsest_queue`. */
  readonly prefix?: string;
  /** Hears of every error of a connection; the queue itself reconnects and goes on. */
  readonly onError?: (error: Error) => void;
}

/**
 * In PostgreSQL the tables are made, or brought up to date, in a schema of their own.
 * @throws QueueUnavailableError when the server does not answer within ten seconds
 */
export async function openQueue(
  connection: QueueConnection,
  { prefix = 'palimpsest_queue', onError = () => {} }: QueueOptions = {},
): Promise<JobQueue> {
  const backend = backendFor(connection, prefix);
  const queues = capabilities.map((capability) => capabilityQueue(capability, connection, backend, onError));
  const consume = (options: ConsumeOptions, handle: (job: ActiveJob) => Promise<void>) =>
    consumeWith(connection, backend, onError, options, handle);
  try {
    await answered(connection, Promise.all(queues.map((queue) => queue.ready())));
  } catch (error) {
    await Promise.allSettled(queues.map((queue) => queue.close()));
    throw error;
  }
  return joined(queues, consume);
}

function joined(queues: readonly CapabilityQueue[], consume: JobQueue['consume']): JobQueue {
  const consumers: Consumer[] = [];
  const of = (wanted: Capability) => queues.find(({ capability }) => capability === wanted) as CapabilityQueue;
  let closing: Promise<void> | null = null;
  const close = async () => {
    await Promise.all(consumers.map((consumer) => consumer.drain(0)));
    await Promise.all(queues.map((queue) => queue.close()));
  };
  return {
    async add(jobs) {
      jobs.forEach(assertValid);
      await Promise.all(queues.map((queue) => queue.add(jobs.filter((job) => job.capability === queue.capability))));
    },
    async consume(options, handle) {
      const consumer = await consume(options, handle);
      consumers.push(consumer);
      return consumer;
    },
    async find(id) {
      for (const queue of queues) {
        const found = await queue.find(id);
        if (found) return found;
      }
      return null;
    },
    async remove(id) {
      const outcomes = await Promise.all(queues.map((queue) => queue.remove(id)));
      return outcomes.find((outcome) => outcome === 'active') ?? outcomes.find((o) => o === 'removed') ?? 'unknown';
    },
    pause: (capability) => of(capability).pause(),
    resume: (capability) => of(capability).resume(),
    async counts() {
      const [cpu, cuda, network] = await Promise.all(
        (['cpu', 'cuda', 'network'] as const).map((capability) => of(capability).counts()),
      );
      return { cpu, cuda, network } as Awaited<ReturnType<JobQueue['counts']>>;
    },
    deadLetters: ({ capability, offset, limit }) => of(capability).deadLetters(offset, limit),
    async retryDead(id) {
      return (await Promise.all(queues.map((queue) => queue.retryDead(id)))).includes(true);
    },
    close: () => (closing ??= close()),
  };
}

async function answered({ kind }: QueueConnection, ready: Promise<unknown>): Promise<void> {
  const server = kind === 'postgres' ? 'PostgreSQL' : 'Redis';
  try {
    if (await within(patienceMs, ready)) return;
  } catch (error) {
    throw new QueueUnavailableError(server, error instanceof Error ? error.message : String(error), { cause: error });
  }
  throw new QueueUnavailableError(server, `nothing came within ${patienceMs / 1000} seconds`);
}
