/**
 * The suite that every job queue passes. An adapter's spec is one call:
 * `describeJobQueue('Redis', redisServer, { describe, it, expect, beforeAll, afterAll })`. The test functions are
 * handed in, so that the library itself does not depend on a test runner.
 */
import type {
  afterAll as AfterAll,
  beforeAll as BeforeAll,
  describe as Describe,
  expect as Expect,
  it as It,
} from 'vitest';
import { openQueue, type QueueOptions } from '../open-queue.js';
import { addingCases } from './adding-cases.js';
import { endingCases } from './ending-cases.js';
import { failureCases } from './failure-cases.js';
import { outageCases } from './outage-cases.js';
import { steeringCases } from './steering-cases.js';
import type { QueueTest, Suite } from './suite.js';
import type { TestedServer } from './tested-server.js';

export interface TestFunctions {
  readonly describe: typeof Describe;
  readonly it: typeof It;
  readonly expect: typeof Expect;
  readonly beforeAll: typeof BeforeAll;
  readonly afterAll: typeof AfterAll;
}

export function describeJobQueue(
  name: string,
  startServer: () => Promise<TestedServer>,
  { describe, it, expect, beforeAll, afterAll }: TestFunctions,
): void {
  describe(`job queue: ${name}`, () => {
    let server: TestedServer | null = null;
    let opened = 0;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server?.remove());
    const within =
      (test: QueueTest, options: QueueOptions = {}) =>
      async () => {
        if (!server) throw new Error('The server did not start.');
        const prefix = `test_${opened++}`;
        const { connection } = server;
        const open = () => openQueue(connection, { prefix, ...options });
        const queue = await open();
        try {
          await test({ queue, prefix, server, open });
        } finally {
          await queue.close();
        }
      };
    const together: Suite = { expect, it: (title, test, options) => it.concurrent(title, within(test, options)) };
    for (const cases of [endingCases, addingCases, failureCases, steeringCases]) cases(together);
    outageCases({ expect, it: (title, test, options) => it(title, within(test, options)) });
  });
}
