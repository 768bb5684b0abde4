import { closeSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lastError, openLog } from './app-log.js';

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the log of an application', () => {
  it('tells the last error of this start, and none of an earlier one', () => {
    const path = join(folder, 'api.log');
    writeFileSync(path, 'ProfileError: of yesterday.\n');
    const { file, from } = openLog(path);
    expect(lastError(path, from)).toBeNull();
    writeSync(file, '{"msg":"x"}\nfile:///x.ts:1\n\nEncryptionError [CODE]: the key is 3 bytes long.\n    at x\n');
    closeSync(file);
    expect(lastError(path, from)).toBe('the key is 3 bytes long');
  });

  it('tells which variable does not fit, and why', () => {
    const path = join(folder, 'settings.log');
    const problem = [{ code: 'too_small', path: ['PALIMPSEST_PORT'], message: 'Too small: expected number to be >=0' }];
    writeFileSync(path, `\nZodError: ${JSON.stringify(problem, null, 2)}\n    at x (y.ts:1:1)\n\nNode.js v20\n`);
    expect(lastError(path, 0)).toBe('PALIMPSEST_PORT: Too small: expected number to be >=0');
  });

  it('is for its owner alone, and is set aside when it is large', () => {
    const path = join(folder, 'worker.log');
    writeFileSync(path, Buffer.alloc(10_000_000), { mode: 0o600 });
    const { file, from } = openLog(path);
    closeSync(file);
    expect({ from, mode: statSync(path).mode & 0o077, isKept: existsSync(`${path}.old`) }).toEqual({
      ...{ from: 0, mode: 0, isKept: true },
    });
  });
});
