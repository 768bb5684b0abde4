import {
  DigestMismatchError,
  InvalidNameError,
  LengthMismatchError,
  LimitExceededError,
  OffsetConflictError,
  UploadNotFoundError,
} from '../ports/errors.js';
import type { Storage } from '../ports/storage.js';
import { brokenAfter, bytesOfStream, bytesOfText, digestOf, streamOf } from './streams.js';
import type { TestFunctions } from './test-functions.js';

const text = bytesOfText('hello, palimpsest');
const sha256 = digestOf(text);
const [head, tail] = [text.subarray(0, 7), text.subarray(7)];
const bytes = text.byteLength;
const longAfterAll = Number.MAX_SAFE_INTEGER;

export function describeUploads(open: () => Storage | Promise<Storage>, { it, expect }: TestFunctions): void {
  it('takes an upload in several pieces and makes it a blob', async () => {
    const { blobs, uploads } = await open();
    const id = await uploads.create({ bytes });
    expect(await uploads.offset(id)).toEqual({ offset: 0, bytes });
    expect(await uploads.append(id, 0, streamOf(head))).toEqual({ offset: 7 });
    expect(await uploads.append(id, 7, streamOf())).toEqual({ offset: 7 });
    expect(await uploads.append(id, 7, streamOf(tail))).toEqual({ offset: bytes });
    expect(await blobs.stat(sha256)).toBeNull();
    expect(await uploads.finish(id, { sha256 })).toEqual({ sha256, bytes });
    expect(await bytesOfStream(await blobs.read(sha256))).toEqual(Buffer.from(text));
  });

  it('takes an upload of many chunks', async () => {
    const { blobs, uploads } = await open();
    const large = new Uint8Array(12 * 1024 ** 2).map((_, at) => at >> 8);
    const id = await uploads.create({ bytes: large.byteLength });
    const cut = 6 * 1024 ** 2;
    await uploads.append(id, 0, streamOf(large.subarray(0, cut)));
    await uploads.append(id, cut, streamOf(large.subarray(cut)));
    await uploads.finish(id, { sha256: digestOf(large) });
    expect((await bytesOfStream(await blobs.read(digestOf(large)))).equals(large)).toBe(true);
  });

  it('keeps what arrived before a stream broke, and goes on from there', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    await expect(uploads.append(id, 0, brokenAfter(head))).rejects.toThrow('the connection was lost');
    const { offset = -1 } = (await uploads.offset(id)) ?? {};
    expect(offset).toBe(7);
    await uploads.append(id, offset, streamOf(text.subarray(offset)));
    expect(await uploads.finish(id, { sha256 })).toEqual({ sha256, bytes });
  });

  it('names the right offset to whoever continues elsewhere', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    await uploads.append(id, 0, streamOf(head));
    for (const wrong of [0, 6, 8, bytes]) {
      await expect(uploads.append(id, wrong, streamOf(tail))).rejects.toMatchObject({
        name: 'OffsetConflictError',
        offset: 7,
      });
    }
  });

  it('lets exactly one of several appends at one offset win', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => uploads.append(id, 0, streamOf(head))));
    const lost = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []));
    expect(lost).toHaveLength(3);
    for (const error of lost) expect(error).toBeInstanceOf(OffsetConflictError);
    expect(await uploads.offset(id)).toEqual({ offset: 7, bytes });
  });

  it('refuses more than was announced, and to finish with less', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    await uploads.append(id, 0, streamOf(head));
    await expect(uploads.append(id, 7, streamOf(tail, head))).rejects.toBeInstanceOf(LimitExceededError);
    await expect(uploads.finish(id, { sha256 })).rejects.toBeInstanceOf(LengthMismatchError);
    await uploads.append(id, 7, streamOf(tail));
    expect(await uploads.finish(id, { sha256 })).toEqual({ sha256, bytes });
  });

  it('keeps nothing of an upload with another digest', async () => {
    const { blobs, uploads } = await open();
    const id = await uploads.create({ bytes });
    await uploads.append(id, 0, streamOf(text));
    const other = digestOf(head);
    await expect(uploads.finish(id, { sha256: other })).rejects.toBeInstanceOf(DigestMismatchError);
    expect(await uploads.offset(id)).toBeNull();
    expect([await blobs.stat(sha256), await blobs.stat(other)]).toEqual([null, null]);
  });

  it('finishes once, however often and by however many it is asked', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    await uploads.append(id, 0, streamOf(text));
    const blob = { sha256, bytes };
    expect(await Promise.all([1, 2, 3].map(() => uploads.finish(id, { sha256 })))).toEqual([blob, blob, blob]);
    expect(await uploads.finish(id, { sha256 })).toEqual(blob);
    expect(await uploads.offset(id)).toEqual({ offset: bytes, bytes });
    await expect(uploads.append(id, 0, streamOf(head))).rejects.toMatchObject({ offset: bytes });
    await expect(uploads.finish(id, { sha256: digestOf(head) })).rejects.toBeInstanceOf(DigestMismatchError);
  });

  it('takes an upload of no bytes', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes: 0 });
    expect(await uploads.finish(id, { sha256: digestOf(new Uint8Array()) })).toMatchObject({ bytes: 0 });
  });

  it('forgets what was aborted, and knows nothing of ids that it never gave', async () => {
    const { uploads } = await open();
    const id = await uploads.create({ bytes });
    await uploads.append(id, 0, streamOf(head));
    await uploads.abort(id);
    await uploads.abort(id);
    for (const unknown of [id, '..', '../blobs', '/etc', `${id}/..`, '']) {
      expect(await uploads.offset(unknown)).toBeNull();
      await expect(uploads.append(unknown, 0, streamOf(head))).rejects.toBeInstanceOf(UploadNotFoundError);
      await expect(uploads.finish(unknown, { sha256 })).rejects.toBeInstanceOf(UploadNotFoundError);
      await uploads.abort(unknown);
    }
    const other = await uploads.create({ bytes });
    await expect(uploads.finish(other, { sha256: '../x' })).rejects.toBeInstanceOf(InvalidNameError);
  });

  it('lets uploads expire, and leaves blobs alone', async () => {
    const { blobs, uploads } = await open();
    const finished = await uploads.create({ bytes });
    await uploads.append(finished, 0, streamOf(text));
    await uploads.finish(finished, { sha256 });
    const unfinished = await uploads.create({ bytes });
    await uploads.append(unfinished, 0, streamOf(head));
    expect(await uploads.expire(0)).toBe(0);
    expect(await uploads.offset(unfinished)).toEqual({ offset: 7, bytes });
    expect(await uploads.expire(longAfterAll)).toBe(2);
    expect([await uploads.offset(finished), await uploads.offset(unfinished)]).toEqual([null, null]);
    expect(await blobs.stat(sha256)).toEqual({ bytes });
  });
}
