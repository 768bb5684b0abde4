import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOnDisk } from './file-on-disk.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file on disk', () => {
  it('is read by range, and missed when it became shorter', async () => {
    const path = join(folder, 'weights');
    await writeFile(path, '0123456789');
    const file = fileOnDisk({ file: path, name: 'weights', bytes: 10, sha256: 'a'.repeat(64) });
    const text = async (start: number, end: number) => Buffer.from(await file.read({ start, end })).toString();
    expect([await text(0, 4), await text(8, 10), await text(5, 5)]).toEqual(['0123', '89', '']);
    await truncate(path, 9);
    await expect(text(8, 10)).rejects.toThrow('became shorter while it was read');
  });
});
