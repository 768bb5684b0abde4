/** A stream passed on unchanged, counted and hashed on the way; at its end it fails unless it is what was announced. */
import { createHash } from 'node:crypto';
import { DigestMismatchError, LengthMismatchError, LimitExceededError } from '../ports/errors.js';
import { checkDigest } from '../ports/names.js';
import type { Blob, PutOptions } from '../ports/storage.js';

export interface MeasuredStream {
  readonly stream: AsyncIterable<Uint8Array>;
  /** What went by, once the stream has been read to its end. */
  readonly result: () => Blob;
}

/** @throws InvalidNameError at once if the announced digest is none */
export function measured(source: AsyncIterable<Uint8Array>, { limit, expected = {} }: PutOptions): MeasuredStream {
  if (expected.sha256 !== undefined) checkDigest(expected.sha256);
  let blob: Blob | undefined;
  return {
    stream: pass(),
    result() {
      if (!blob) throw new Error('The stream has not been read to its end: there is no digest yet.');
      return blob;
    },
  };

  async function* pass() {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.byteLength;
      if (bytes > limit) throw new LimitExceededError(limit);
      if (expected.bytes !== undefined && bytes > expected.bytes) throw new LengthMismatchError(expected.bytes, bytes);
      hash.update(piece);
      yield piece;
    }
    if (expected.bytes !== undefined && bytes !== expected.bytes) throw new LengthMismatchError(expected.bytes, bytes);
    const sha256 = hash.digest('hex');
    if (expected.sha256 !== undefined && sha256 !== expected.sha256) {
      throw new DigestMismatchError(expected.sha256, sha256);
    }
    blob = { sha256, bytes };
  }
}
