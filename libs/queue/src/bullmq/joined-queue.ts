/** The port over the queues of all capabilities. */
import type { Capability, Consumer, JobCounts, JobQueue } from '../job-queue.js';
import type { QueueConnection } from './backend.js';
import type { CapabilityQueue } from './capability-queue.js';
import { forCaller } from './lost-connection.js';
import { assertValid } from './stored-job.js';

export function joinedQueue(
  connection: QueueConnection,
  queues: readonly CapabilityQueue[],
  startConsuming: JobQueue['consume'],
): JobQueue {
  const consumers: Consumer[] = [];
  let closing: Promise<void> | null = null;
  /** A closed backend would leave some questions unanswered for ever. */
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    if (closing) throw new Error('The queue was closed: open another.');
    try {
      return await question();
    } catch (error) {
      throw forCaller(error, connection);
    }
  };
  const askAll = <Answer>(question: (queue: CapabilityQueue) => Promise<Answer>): Promise<Answer[]> =>
    ask(() => Promise.all(queues.map(question)));
  const askOne = <Answer>(of: Capability, question: (queue: CapabilityQueue) => Promise<Answer>): Promise<Answer> =>
    ask(() => question(queues.find(({ capability }) => capability === of) as CapabilityQueue));
  const close = async () => {
    await Promise.all(consumers.map((consumer) => consumer.drain(0)));
    await Promise.all(queues.map((queue) => queue.close()));
  };

  return {
    async add(jobs) {
      jobs.forEach(assertValid);
      await askAll((queue) => queue.add(jobs.filter(({ capability }) => capability === queue.capability)));
    },
    async consume(options, handle) {
      const consumer = await ask(() => startConsuming(options, handle));
      consumers.push(consumer);
      return consumer;
    },
    async find(id) {
      const found = await askAll((queue) => queue.find(id));
      return found.find((snapshot) => snapshot !== null) ?? null;
    },
    async remove(id) {
      const outcomes = await askAll((queue) => queue.remove(id));
      return (['active', 'removed'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
    },
    pause: (capability) => askOne(capability, (queue) => queue.pause()),
    resume: (capability) => askOne(capability, (queue) => queue.resume()),
    async counts() {
      const counts = await askAll(async (queue) => [queue.capability, await queue.counts()] as const);
      return Object.fromEntries(counts) as Record<Capability, JobCounts>;
    },
    deadLetters: ({ capability, offset, limit }) => askOne(capability, (queue) => queue.deadLetters(offset, limit)),
    async retryDead(id) {
      return (await askAll((queue) => queue.retryDead(id))).includes(true);
    },
    close: () => (closing ??= close()),
  };
}
