import type { EventEmitter } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

interface Driver {
  readonly master: { connect(): Promise<EventEmitter & { release(destroy: boolean): void }> };
}

describe('a connection of the database', () => {
  it('ends no process when its server dies in the moment in which nobody listens yet', async () => {
    const { master } = world.database.driver as unknown as Driver;
    const client = await master.connect(); // on its way from the pool to whoever asked for it
    expect(() =>
      client.emit('error', new Error('terminating connection due to unexpected postmaster exit')),
    ).not.toThrow();
    client.release(true);
  });
});
