import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { databaseAddress, redisAddress } from './addresses.js';

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-addresses-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'url');
const url = 'postgresql://app:s%40fe@database:5432/palimpsest';

describe('databaseAddress', () => {
  it('comes from a variable, or from the file another one names', () => {
    writeFileSync(file, `${url}\n`);
    const connection = { host: 'database', port: 5432, user: 'app', password: 's@fe', database: 'palimpsest' };
    expect(databaseAddress({ PALIMPSEST_DATABASE_URL: url })).toEqual({ url, connection });
    expect(databaseAddress({ PALIMPSEST_DATABASE_URL_FILE: file })).toEqual({ url, connection });
  });

  it('says which variable is missing, double, empty or unreadable, and never the password', () => {
    writeFileSync(join(folder, 'empty'), '\n');
    const both = { PALIMPSEST_DATABASE_URL: url, PALIMPSEST_DATABASE_URL_FILE: file };
    expect(() => databaseAddress({})).toThrow('PALIMPSEST_DATABASE_URL is not set');
    expect(() => databaseAddress(both)).toThrow('Both PALIMPSEST_DATABASE_URL and PALIMPSEST_DATABASE_URL_FILE');
    expect(() => databaseAddress({ PALIMPSEST_DATABASE_URL_FILE: join(folder, 'empty') })).toThrow('is empty');
    expect(() => databaseAddress({ PALIMPSEST_DATABASE_URL_FILE: join(folder, 'none') })).toThrow('(ENOENT)');
    const wrong = { PALIMPSEST_DATABASE_URL: 'mysql://app:s3cret@database/palimpsest' };
    expect(() => databaseAddress(wrong)).toThrow(/^(?!.*s3cret).*no URL of a PostgreSQL/);
  });
});

describe('redisAddress', () => {
  it('is null where nothing is said', () => {
    expect(redisAddress({})).toBeNull();
    expect(redisAddress({ PALIMPSEST_REDIS_URL: 'redis://queue:6379' })).toBe('redis://queue:6379');
  });
});
