import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { eventChannel } from './events.js';
import { listenForEvents } from './listen-for-events.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const listeners = `select pid from pg_stat_activity where query = 'listen ${eventChannel}'`;

describe('listening for events', () => {
  it('wakes whoever watches the audit, and nobody else', async () => {
    const { database, server } = world;
    const events = await listenForEvents(server.connection, () => {});
    const [own, other] = [vi.fn(), vi.fn()];
    events.watch('acme', 'a', own);
    events.watch('acme', 'b', other);
    await database.query('select pg_notify($1, $2)', [eventChannel, 'acme a']);
    await vi.waitFor(() => expect(own).toHaveBeenCalledOnce());
    expect(other).not.toHaveBeenCalled();
    await events.close();
  });

  it('comes back on one connection after another loss, and wakes everybody to look for what they missed', async () => {
    const { database, server } = world;
    const errors: Error[] = [];
    const events = await listenForEvents(server.connection, (error) => errors.push(error));
    const watching = vi.fn();
    events.watch('acme', 'a', watching);
    for (const losses of [1, 2]) {
      await database.query(`select pg_terminate_backend(pid) from (${listeners}) as listening`);
      await vi.waitFor(() => expect(watching).toHaveBeenCalledTimes(losses), 10_000);
      expect(await database.query(listeners)).toHaveLength(1);
    }
    expect(errors.length).toBeGreaterThan(0);
    await events.close();
    await vi.waitFor(async () => expect(await database.query(listeners)).toHaveLength(0));
  });
});
