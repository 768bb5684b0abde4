/** Bundles as archives, and archives that are none of ours. */
import { createHash } from 'node:crypto';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import type { Files } from '../bundle/manifest.js';
import { archiveBytes, archiveOf, filesIn } from './archive.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const files: Files = new Map([
  ['timestamps/plan.tsr', Uint8Array.of(48, 3)],
  ['manifest.json', utf8('{"schema":"palimpsest.evidence/1"}\n')],
  ['empty.jsonl', new Uint8Array()],
  ['report.html', utf8('<p>ü</p>'.repeat(3_000))],
]);

async function archived(given: Files): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archiveOf(given)) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

const plain = (name: string, more: Partial<TarEntry['header']> = {}): TarEntry => ({
  header: { name, size: 1, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: new Date(0), ...more },
  ...(more.size === 0 ? {} : { body: 'x' }),
});

describe('an archive', () => {
  it('gives back the files that went in, and says beforehand how long it is', async () => {
    const bytes = await archived(files);
    expect(bytes.length).toBe(archiveBytes(files));
    expect(new Map(await filesIn(bytes))).toEqual(files);
  });

  it('has the same bytes whatever the order of the files, today and with another release of the packer', async () => {
    const bytes = await archived(files);
    expect(await archived(new Map([...files].reverse()))).toEqual(bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'cfc547d5ff0abc010bc1b665e6dfe95df322c4b3e5e79089163aaef666f50934',
    );
  });

  it('ends when whoever reads it stops', async () => {
    for await (const piece of archiveOf(new Map([['large', new Uint8Array(64 * 2 ** 20)]]))) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  });

  it.each([
    ['a path upwards', [plain('../x')], /"\.\.\/x" lies outside the bundle/],
    ['a path upwards further down', [plain('a/../../x')], /lies outside/],
    ['an absolute path', [plain('/etc/x')], /lies outside/],
    ['a backslash', [plain('a\\..\\x')], /lies outside/],
    ['a link', [plain('link', { type: 'symlink', size: 0, linkname: '/etc/passwd' })], /is no plain file/],
    ['a hard link', [plain('link', { type: 'link', size: 0, linkname: 'manifest.json' })], /is no plain file/],
    ['a folder', [plain('folder/', { type: 'directory', size: 0 })], /no plain file|lies outside/],
    ['a file twice', [plain('a'), plain('a')], /holds a twice/],
    ['another order', [plain('b'), plain('a')], /one form/],
    ['another time', [plain('a', { mtime: new Date(1_000) })], /one form/],
    ['a program', [plain('a', { mode: 0o755 })], /one form/],
    ['a name that only some programs read', [plain('a', { pax: { path: 'b' } })], /one form/],
  ] as const)('with %s is refused', async (_, entries, says) => {
    await expect(filesIn(await packTar(entries))).rejects.toThrow(says);
  });

  it('that was cut short, or goes on behind its end, or is none, is refused', async () => {
    const bytes = await archived(files);
    await expect(filesIn(bytes.slice(0, 700))).rejects.toThrow(/cut short/);
    await expect(filesIn(bytes.slice(0, -512))).rejects.toThrow(/one form|cut short/);
    await expect(filesIn(Buffer.concat([bytes, await archived(files)]))).rejects.toThrow(/one form|cut short|twice/);
    await expect(filesIn(Buffer.alloc(2_048, 'no archive'))).rejects.toThrow(/no tar archive/);
  });
});
