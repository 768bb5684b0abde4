import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMasterKey } from '@palimpsest/platform';
import { appEnvironment } from './app-environment.js';
import { ensureMasterKey } from './master-key.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = (given = {}) =>
  appEnvironment(
    { folder, host: '127.0.0.1', port: 0, workers: null, drainSeconds: 30, verbose: false },
    { databaseUrl: 'postgresql://u:p@h/d', port: 1 },
    given,
  );

describe('the master key', () => {
  it('is made once, for its owner alone, and the applications find it', () => {
    ensureMasterKey({ folder }, {});
    const first = readMasterKey(environment());
    ensureMasterKey({ folder }, {});
    expect(readMasterKey(environment())).toEqual(first);
  });

  it('is nobody else’s to make when one is given', () => {
    const given = { PALIMPSEST_KEY: Buffer.alloc(32, 7).toString('base64') };
    ensureMasterKey({ folder }, given);
    expect(() => readFileSync(join(folder, 'master.key'))).toThrow('ENOENT');
    expect(environment(given)).not.toHaveProperty('PALIMPSEST_KEY_FILE');
  });

  it('is not replaced where there are data that only it can read', () => {
    mkdirSync(join(folder, 'postgres', 'data'), { recursive: true });
    expect(() => ensureMasterKey({ folder }, {})).toThrow(/master\.key is gone.*Restore it/);
  });
});
