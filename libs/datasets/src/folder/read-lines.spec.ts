import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from './read-lines.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function linesOf(content: string | Uint8Array, limits?: { rows: number; lineBytes: number }) {
  const path = join(folder, 'some.jsonl');
  await writeFile(path, content);
  const lines = [];
  for await (const line of readLines('some.jsonl', createReadStream(path), undefined, limits)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('counts rows, blank ones included, with or without a last line break', async () => {
    const expected = [
      { row: 1, text: 'a' },
      { row: 3, text: 'b\r' },
      { row: 4, text: 'ü' },
    ];
    expect(await linesOf('a\n  \nb\r\nü')).toEqual(expected);
    expect(await linesOf('\ufeffa\n\nb\r\nü\n')).toEqual(expected);
    expect(await linesOf('')).toEqual([]);
  });

  it('joins lines that are longer than a chunk and letters that are cut by one', async () => {
    const long = `${'x'.repeat(65_535)}ü${'y'.repeat(200_000)}`;
    expect(await linesOf(`${long}\n${long}`)).toEqual([
      { row: 1, text: long },
      { row: 2, text: long },
    ]);
  });

  it('shows every byte in passing', async () => {
    const hash = createHash('sha256');
    const content = ['a\n', '\n', 'b'].map((text) => Buffer.from(text));
    const seen = (bytes: Uint8Array) => hash.update(bytes);
    for await (const line of readLines('hashed.jsonl', content, seen)) expect(line.row).toBeGreaterThan(0);
    expect(hash.digest('hex')).toBe(createHash('sha256').update('a\n\nb').digest('hex'));
  });

  it('refuses what is too long, too much or no UTF-8, by row', async () => {
    await expect(linesOf('a\nbbbb\n', { rows: 9, lineBytes: 3 })).rejects.toThrow(
      'some.jsonl, row 2: is longer than 3 bytes; give one item per line',
    );
    await expect(linesOf('a\nb\nc', { rows: 2, lineBytes: 3 })).rejects.toThrow('some.jsonl: has more than 2 rows');
    await expect(linesOf(Uint8Array.of(0x61, 0x0a, 0xff))).rejects.toThrow('some.jsonl, row 2: is not UTF-8 text');
  });
});
