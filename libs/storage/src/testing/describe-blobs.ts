import { readFile } from 'node:fs/promises';
import {
  BlobNotFoundError,
  DigestMismatchError,
  InvalidNameError,
  LengthMismatchError,
  LimitExceededError,
  RangeNotSatisfiableError,
} from '../ports/errors.js';
import type { Blob, PutOptions, Storage } from '../ports/storage.js';
import { brokenAfter, bytesOfStream, bytesOfText, digestOf, liveBytes, longStream, streamOf } from './streams.js';
import type { TestFunctions } from './test-functions.js';

const text = bytesOfText('hello, palimpsest');
const sha256 = digestOf(text);
const stored: Blob = { sha256, bytes: text.byteLength };
const empty: Blob = { sha256: digestOf(new Uint8Array()), bytes: 0 };
const limit = 128 * 1024 ** 2;
/** Of `longStream(64)`. */
const long: Blob = {
  sha256: '9f81ee57fc6bd63fafa59bebca451aa956170cd3b2fbc17f32c45421fbe2ae6b',
  bytes: 64 * 1024 ** 2,
};

export function describeBlobs(open: () => Storage | Promise<Storage>, { it, expect }: TestFunctions): void {
  const listed = async ({ blobs }: Storage) => {
    const all: Blob[] = [];
    for await (const blob of blobs.list()) all.push(blob);
    return all.sort((a, b) => a.bytes - b.bytes);
  };

  it('gives back what was put, lists it, and forgets it when told', async () => {
    const storage = await open();
    const { blobs, local } = storage;
    expect(await blobs.stat(sha256)).toBeNull();
    expect(await blobs.put(streamOf(text.subarray(0, 5), new Uint8Array(), text.subarray(5)), { limit })).toEqual(
      stored,
    );
    expect(await blobs.stat(sha256)).toEqual({ bytes: 17 });
    expect(await bytesOfStream(await blobs.read(sha256))).toEqual(Buffer.from(text));
    expect(await readFile(await local.pathOf(sha256))).toEqual(Buffer.from(text));
    expect(await listed(storage)).toEqual([stored]);
    await blobs.remove(sha256);
    await blobs.remove(sha256);
    expect(await blobs.stat(sha256)).toBeNull();
    expect(await listed(storage)).toEqual([]);
    await expect(blobs.read(sha256)).rejects.toBeInstanceOf(BlobNotFoundError);
    await expect(local.pathOf(sha256)).rejects.toBeInstanceOf(BlobNotFoundError);
  });

  it('keeps an empty blob', async () => {
    const storage = await open();
    expect(await storage.blobs.put(streamOf(), { limit: 0 })).toEqual(empty);
    expect(await bytesOfStream(await storage.blobs.read(empty.sha256))).toHaveLength(0);
    expect(await listed(storage)).toEqual([empty]);
    await expect(storage.blobs.read(empty.sha256, { start: 0 })).rejects.toBeInstanceOf(RangeNotSatisfiableError);
  });

  it('stores the same bytes once, though several put them at once', async () => {
    const storage = await open();
    const puts = [1, 2, 3].map(() => storage.blobs.put(streamOf(text), { limit }));
    expect(await Promise.all(puts)).toEqual([stored, stored, stored]);
    expect(await listed(storage)).toEqual([stored]);
  });

  it('reads ranges with both ends included, and refuses those beyond the end', async () => {
    const { blobs } = await open();
    await blobs.put(streamOf(text), { limit });
    const read = async (start: number, end?: number) =>
      String(await bytesOfStream(await blobs.read(sha256, { start, ...(end === undefined ? {} : { end }) })));
    expect(await read(0, 0)).toBe('h');
    expect(await read(7, 10)).toBe('pali');
    expect(await read(7)).toBe('palimpsest');
    expect(await read(16, 999)).toBe('t');
    for (const [start, end] of [[17], [17, 20], [3, 2], [-1, 3], [0.5, 3]] as [number, number?][]) {
      await expect(read(start, end)).rejects.toMatchObject({ name: 'RangeNotSatisfiableError', bytes: 17 });
    }
  });

  it.each<[string, PutOptions, new (...values: never[]) => Error]>([
    ['longer than its limit', { limit: 16 }, LimitExceededError],
    ['of another digest', { limit, expected: { sha256: empty.sha256 } }, DigestMismatchError],
    ['longer than announced', { limit, expected: { bytes: 16 } }, LengthMismatchError],
    ['shorter than announced', { limit, expected: { bytes: 18 } }, LengthMismatchError],
    ['with a digest that is none', { limit, expected: { sha256: '../x' } }, InvalidNameError],
  ])('keeps nothing of a stream %s', async (_, options, error) => {
    const storage = await open();
    await expect(storage.blobs.put(streamOf(text), options)).rejects.toBeInstanceOf(error);
    expect(await listed(storage)).toEqual([]);
  });

  it('keeps nothing of a stream that breaks, small or large', async () => {
    const storage = await open();
    const large = new Uint8Array(11 * 1024 ** 2);
    await expect(storage.blobs.put(brokenAfter(text), { limit })).rejects.toThrow('the connection was lost');
    const known = { limit, expected: { sha256: digestOf(large) } };
    await expect(storage.blobs.put(brokenAfter(large), known)).rejects.toThrow('the connection was lost');
    await expect(storage.blobs.put(brokenAfter(large), { limit })).rejects.toThrow('the connection was lost');
    expect(await listed(storage)).toEqual([]);
  });

  it.each([
    ['unknown', { limit }],
    ['announced', { limit, expected: long }],
  ])('takes 64 MiB in flat memory, their digest %s', async (_, options) => {
    const { blobs, local } = await open();
    const before = liveBytes();
    let pieces = 0;
    let peak = 0;
    const watch = () => (pieces++ % 16 === 0 ? (peak = Math.max(peak, liveBytes() - before)) : peak);
    expect(await blobs.put(longStream(64, watch), options)).toEqual(long);
    const path = await local.pathOf(long.sha256);
    expect(peak).toBeLessThan(32 * 1024 ** 2);
    expect(digestOf(await readFile(path))).toBe(long.sha256);
  });

  it.each(['..', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), `${sha256}\n`, ''])(
    'refuses %j as a digest',
    async (name) => {
      const { blobs, local } = await open();
      await expect(blobs.stat(name)).rejects.toBeInstanceOf(InvalidNameError);
      await expect(blobs.read(name)).rejects.toBeInstanceOf(InvalidNameError);
      await expect(blobs.remove(name)).rejects.toBeInstanceOf(InvalidNameError);
      await expect(local.pathOf(name)).rejects.toBeInstanceOf(InvalidNameError);
    },
  );
}
