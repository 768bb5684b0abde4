import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { isLostConnection } from './lost-connection.js';
import { openDatabase } from './open-database.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a lost connection', () => {
  it('is no error of the statement, and no error of the work', async () => {
    expect(isLostConnection(await failureOf(world.database.query('select nonsense')))).toBe(false);
    expect(isLostConnection(await failureOf(openDatabase({ ...world.server.connection, password: 'x' })))).toBe(false);
    expect(isLostConnection(new Error('the loss is not finite'))).toBe(false);
    expect(isLostConnection(new AggregateError([]))).toBe(false);
  });

  it('is a server that is not there', async () => {
    const nowhere = { ...world.server.connection, port: 1 };
    expect(isLostConnection(await failureOf(openDatabase(nowhere)))).toBe(true);
  });

  it('is a session that ends in the middle of a statement', async () => {
    const { database } = world;
    const sleeping = failureOf(database.query('select pg_sleep(30)'));
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`;
    await expect.poll(async () => (await database.query<unknown[]>(end)).length).toBeGreaterThan(0);
    expect(isLostConnection(await sleeping)).toBe(true);
  });

  it('is what a child process says of it in words', () => {
    const said = 'its worker process could not open what it works with: connect ECONNREFUSED 127.0.0.1:5432';
    expect(isLostConnection(Object.assign(new Error(said), { name: 'WorkerDiedError' }))).toBe(true);
    expect(isLostConnection(new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]))).toBe(true);
  });
});
