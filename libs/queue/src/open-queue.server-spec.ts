import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from '@palimpsest/persistence';
import { openQueue } from './open-queue.js';
import { eventually } from './testing/eventually.js';
import { redisServer } from './testing/redis-server.js';
import { newJob, oneAtATime, recorder } from './testing/suite.js';
import type { TestedServer } from './testing/tested-server.js';

describe('openQueue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-queues-'));
  let postgres: EmbeddedPostgres;
  let redis: TestedServer;
  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startPostgres(folder), redisServer()]);
  });
  afterAll(async () => {
    await Promise.all([postgres.stop(), redis.remove()]);
    rmSync(folder, { recursive: true });
  });
  const address = (password: string) => {
    const { user, port, database } = postgres.connection;
    const connectionString = `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
    return { kind: 'postgres', connectionString } as const;
  };

  it('opens both kinds in one process, apart from one another', async () => {
    const queues = [await openQueue(address(postgres.connection.password)), await openQueue(redis.connection)];
    const recorders = [recorder(), recorder()];
    await Promise.all(queues.map((queue, index) => queue.consume(oneAtATime, recorders[index]!.handle)));
    await Promise.all(queues.map((queue, index) => queue.add([newJob(`in ${index}`)])));
    await eventually('both jobs', () => recorders.every(({ ids }) => ids.length === 1));
    expect(recorders.map(({ ids }) => ids)).toEqual([['in 0'], ['in 1']]);
    await Promise.all(queues.map((queue) => queue.close()));
  });

  it('tells who is not let in why, without the password', async () => {
    const refused = await openQueue(address('wrong-secret')).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'QueueUnavailableError' });
    expect((refused as Error).message).toMatch(/PostgreSQL cannot be used: .*authentication failed/);
    expect((refused as Error).message).not.toContain('wrong-secret');
  });
});
