import { EncryptionError, randomKey, seal, unseal } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { DataErasedError, dataKeys, rotateMasterKey } from './data-keys.js';

let test: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  test = await testDatabase();
  ({ database } = test);
});
beforeEach(() => database.query('truncate data_key'));
afterAll(() => test.remove());

const [master, at] = [randomKey(), new Date('2026-11-25T12:00:00Z')];
const answer = Buffer.from('Ada lives in Zürich');

describe('dataKeys', () => {
  it('gives an owner one key, also to those who ask together', async () => {
    const keys = dataKeys(database, 'p1', master);
    const asked = await Promise.all(Array.from({ length: 8 }, () => keys.keyOf('audit 1')));
    expect(new Set(asked.map(({ id }) => id.toString('hex'))).size).toBe(1);
    expect((await keys.keyOf('audit 2')).id).not.toEqual(asked[0]?.id);
    expect((await dataKeys(database, 'p2', master).keyOf('audit 1')).id).not.toEqual(asked[0]?.id);
  });

  it('erases an owner for good, and nobody else', async () => {
    const keys = dataKeys(database, 'p1', master);
    await keys.keyOf('audit 1');
    await keys.keyOf('audit 2');
    await keys.erase('audit 1', at);
    await keys.erase('audit 1', new Date('2027-01-01T00:00:00Z'));
    await expect(keys.keyOf('audit 1')).rejects.toThrow('erased on 2026-11-25T12:00:00.000Z');
    await expect(keys.keyOf('audit 1')).rejects.toBeInstanceOf(DataErasedError);
    await keys.keyOf('audit 2');
    const [row] = await database.query<{ wrapped: unknown }[]>(`select wrapped from data_key where owner = 'audit 1'`);
    expect(row).toEqual({ wrapped: null });
  });

  it('does not start a key for somebody who was erased before having one', async () => {
    const keys = dataKeys(database, 'p1', master);
    await keys.erase('audit 1', at);
    await expect(keys.keyOf('audit 1')).rejects.toBeInstanceOf(DataErasedError);
  });

  it('does not open a row that was moved to another owner', async () => {
    const keys = dataKeys(database, 'p1', master);
    await keys.keyOf('audit 1');
    await database.query(`update data_key set owner = 'audit 2'`);
    await expect(keys.keyOf('audit 2')).rejects.toBeInstanceOf(EncryptionError);
  });
});

describe('rotateMasterKey', () => {
  it('leaves sealed data readable under the next master key alone', async () => {
    const next = randomKey();
    const sealed = seal(answer, await dataKeys(database, 'p1', master).keyOf('audit 1'), 'answer');
    await dataKeys(database, 'p2', master).keyOf('audit 1');
    await dataKeys(database, 'p2', master).erase('audit 2', at);
    expect(await rotateMasterKey(database, master, next)).toBe(2);
    const key = await dataKeys(database, 'p1', next).keyOf('audit 1');
    expect(unseal(sealed, key, 'answer')).toEqual(answer);
    await expect(dataKeys(database, 'p1', master).keyOf('audit 1')).rejects.toThrow('sealed with another key');
  });

  it('changes nothing when one key does not open', async () => {
    const stranger = randomKey();
    await dataKeys(database, 'p1', master).keyOf('audit 1');
    await dataKeys(database, 'p1', stranger).keyOf('audit 2');
    await expect(rotateMasterKey(database, master, randomKey())).rejects.toBeInstanceOf(EncryptionError);
    await dataKeys(database, 'p1', master).keyOf('audit 1');
    await dataKeys(database, 'p1', stranger).keyOf('audit 2');
  });
});
