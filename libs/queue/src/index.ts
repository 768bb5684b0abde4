/** Jobs that wait for a process able to run them, in PostgreSQL or in Redis. */
export { FinalJobError, type ActiveJob } from './active-job.js';
export type { QueueConnection } from './bullmq/backend.js';
export {
  capabilities,
  type Capability,
  type Consumer,
  type ConsumeOptions,
  type DeadLetter,
  type DeadLetterPage,
  type JobCounts,
  type JobQueue,
  type JobSnapshot,
  type JsonObject,
  type JsonValue,
  type NewJob,
} from './job-queue.js';
export { openQueue, type QueueOptions } from './open-queue.js';
export { InvalidJobError, QueueUnavailableError } from './queue-errors.js';
export { describeJobQueue, type TestFunctions } from './testing/describe-job-queue.js';
export type { TestedServer } from './testing/tested-server.js';
