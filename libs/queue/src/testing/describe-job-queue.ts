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
import { openQueue } from '../open-queue.js';
import { addingCases } from './adding-cases.js';
import { endingCases } from './ending-cases.js';
import { failureCases } from './failure-cases.js';
import { outageCases } from './outage-cases.js';
import { steeringCases } from './steering-cases.js';
import type { Suite } from './suite.js';
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
    let server: TestedServer;
    let opened = 0;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server.remove());
    const suite: Suite = {
      expect,
      it: (title, test, options = {}) =>
        it(title, async () => {
          const prefix = `test_${opened++}`;
          const queue = await openQueue(server.connection, { prefix, ...options });
          try {
            await test({ queue, prefix, server });
          } finally {
            await queue.close();
          }
        }),
    };
    for (const cases of [addingCases, failureCases, steeringCases, endingCases, outageCases]) cases(suite);
  });
}
