import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileStorage } from '../files/file-storage.js';
import { bytesOfText, digestOf, streamOf } from '../testing/streams.js';
import { blobCache } from './blob-cache.js';

const root = mkdtempSync(join(tmpdir(), 'palimpsest-cache-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Any blob store will do: what is far away is the caller's business. */
const remote = fileStorage(join(root, 'remote'));
const texts = ['aaaa', 'bbbb', 'cccc', 'eleven bytes'].map(bytesOfText);
const [a = '', b = '', c = '', large = ''] = texts.map(digestOf);
beforeAll(async () => {
  for (const text of texts) await remote.blobs.put(streamOf(text), { limit: 100 });
});

let caches = 0;
function newCache() {
  const folder = join(root, `cache-${(caches += 1)}`);
  let now = 0;
  const cacheOf = () => blobCache(remote.blobs, { folder, bytes: 10, clock: () => (now += 1000) });
  const held = async () => {
    const shards = await readdir(join(folder, 'blobs'));
    return new Set((await Promise.all(shards.map((shard) => readdir(join(folder, 'blobs', shard))))).flat());
  };
  return { folder, cache: cacheOf(), another: cacheOf(), held };
}

describe('blobCache', () => {
  it('keeps what was wanted last, within its bounds', async () => {
    const { cache, held } = newCache();
    await cache.pathOf(a);
    await cache.pathOf(b);
    await cache.pathOf(a);
    expect(await readFile(await cache.pathOf(c), 'utf8')).toBe('cccc');
    expect(await held()).toEqual(new Set([a, c]));
    await cache.drop(a);
    expect(await held()).toEqual(new Set([c]));
  });

  it('refuses a blob larger than itself, and drops nothing for it', async () => {
    const { cache, held } = newCache();
    await cache.pathOf(a);
    await expect(cache.pathOf(large)).rejects.toMatchObject({ name: 'CacheTooSmallError', bytes: 12, cacheBytes: 10 });
    expect(await held()).toEqual(new Set([a]));
  });

  it('stays within its bounds when several blobs are wanted at once', async () => {
    const { cache, held } = newCache();
    await Promise.all([cache.pathOf(a), cache.pathOf(b), cache.pathOf(c)]);
    expect((await held()).size).toBe(2);
  });

  it('gives the same file to many who want it at once, in one process or several', async () => {
    const { folder, cache, another } = newCache();
    const paths = await Promise.all([cache, cache, another, another].map((any) => any.pathOf(a)));
    expect(new Set(paths).size).toBe(1);
    expect(await readFile(paths[0] ?? '', 'utf8')).toBe('aaaa');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('refuses remote bytes that are not those of the digest, and tries again when asked again', async () => {
    const { cache } = newCache();
    const path = await remote.local.pathOf(b);
    rmSync(path);
    await writeFile(path, 'xxxx');
    await expect(cache.pathOf(b)).rejects.toMatchObject({ name: 'DigestMismatchError' });
    rmSync(path);
    await remote.blobs.put(streamOf(bytesOfText('bbbb')), { limit: 100 });
    expect(await readFile(await cache.pathOf(b), 'utf8')).toBe('bbbb');
  });
});
