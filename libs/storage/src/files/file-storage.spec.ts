import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStorage } from '../testing/describe-storage.js';
import { bytesOfStream, bytesOfText, streamOf } from '../testing/streams.js';
import { fileStorage } from './file-storage.js';

const made: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-storage-'));
  made.push(folder);
  return join(folder, 'storage');
};
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

const text = bytesOfText('hello');
const limit = 1024;

describeStorage('folder', () => fileStorage(newFolder(), { chunkBytes: 5 * 1024 ** 2 }), { describe, it, expect });

describe('fileStorage', () => {
  it('leaves nothing behind but the blob, closed to others', async () => {
    const folder = newFolder();
    const { blobs, local } = fileStorage(folder);
    const { sha256 } = await blobs.put(streamOf(text), { limit });
    const path = await local.pathOf(sha256);
    expect(path).toBe(join(folder, 'blobs', sha256.slice(0, 2), sha256));
    const modes = await Promise.all(
      [folder, join(folder, 'blobs'), path].map(async (at) => (await stat(at)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o700, 0o400]);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('replaces a stored file that lost bytes when the blob is put again', async () => {
    const { blobs, local } = fileStorage(newFolder());
    const { sha256 } = await blobs.put(streamOf(text), { limit });
    const path = await local.pathOf(sha256);
    rmSync(path);
    await writeFile(path, 'hel');
    await blobs.put(streamOf(text), { limit });
    expect(await bytesOfStream(await blobs.read(sha256))).toEqual(Buffer.from(text));
  });

  it('lets only the untouched uploads expire', async () => {
    const folder = newFolder();
    const { uploads } = fileStorage(folder);
    const [old, young] = [await uploads.create({ bytes: 5 }), await uploads.create({ bytes: 5 })];
    for (const id of [old, young]) await uploads.append(id, 0, streamOf(text.subarray(0, 2)));
    const dayOne = new Date(86_400_000);
    const age = async (id: string, pattern: RegExp) => {
      const files = (await readdir(join(folder, 'uploads', id))).filter((name) => pattern.test(name));
      await Promise.all(files.map((name) => utimes(join(folder, 'uploads', id, name), dayOne, dayOne)));
    };
    await age(old, /./);
    await age(young, /total/);
    expect(await uploads.expire(2 * 86_400_000)).toBe(1);
    expect([await uploads.offset(old), await uploads.offset(young)]).toEqual([null, { offset: 2, bytes: 5 }]);
    expect(await readdir(join(folder, 'uploads'))).toEqual([young]);
  });

  it('removes chunks that belong to no upload any more, without counting them', async () => {
    const folder = newFolder();
    const { uploads } = fileStorage(folder);
    const id = await uploads.create({ bytes: 5 });
    await uploads.append(id, 0, streamOf(text));
    rmSync(join(folder, 'uploads', id, 'total-5'));
    expect(await uploads.offset(id)).toBeNull();
    expect(await uploads.expire(Number.MAX_SAFE_INTEGER)).toBe(0);
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  });

  it('shows nothing of a put that was killed, and clears up after it', async () => {
    const folder = newFolder();
    await killWhileSending(folder);
    const { blobs, uploads } = fileStorage(folder);
    for await (const blob of blobs.list()) expect(blob).toBeUndefined();
    const incoming = join(folder, 'incoming');
    expect(await readdir(incoming)).toHaveLength(1);
    await uploads.expire(0);
    expect(await readdir(incoming)).toHaveLength(1);
    await uploads.expire(Number.MAX_SAFE_INTEGER);
    expect(await readdir(incoming)).toEqual([]);
    expect(await blobs.put(streamOf(text), { limit })).toMatchObject({ bytes: 5 });
  });

  it('goes on with an upload whose writer was killed', async () => {
    const folder = newFolder();
    const { uploads } = fileStorage(folder);
    const bytes = 256 * 1024 ** 2;
    const id = await uploads.create({ bytes });
    await killWhileSending(folder, id);
    const { offset = 0 } = (await uploads.offset(id)) ?? {};
    expect(offset).toBeGreaterThan(0);
    expect(offset % 1024 ** 2).toBe(0);
    expect(await uploads.append(id, offset, streamOf(text))).toEqual({ offset: offset + 5 });
  });
});

async function killWhileSending(...args: readonly string[]): Promise<void> {
  const sender = fileURLToPath(new URL('../testing/endless-sender.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', sender, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}
