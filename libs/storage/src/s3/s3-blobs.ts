/**
 * Blobs as objects `blobs/<sha256>`. S3 cannot rename, and a multipart upload names its key when it starts. So a
 * blob that fits into one part is hashed in memory and put; a larger one of known digest goes to its final key and
 * becomes visible only if the digest is right; a larger one of unknown digest is put aside in chunks while it is
 * hashed, and then stored as one of known digest. That costs a second transfer, and in return needs no server-side
 * copy (limited to 5 GiB, and done differently by every server) and hashes what is really stored.
 */
import { randomBytes } from 'node:crypto';
import { bytesOf } from '../ports/byte-range.js';
import { BlobNotFoundError } from '../ports/errors.js';
import { checkDigest, isDigest } from '../ports/names.js';
import type { Blob, BlobStore, PutOptions } from '../ports/storage.js';
import { inChunks } from '../streams/in-chunks.js';
import { measured } from '../streams/measured.js';
import { joined, removeChunks } from '../uploads/chunk-sequence.js';
import type { ChunkStore, StoredChunk } from '../uploads/chunk-store.js';
import { label } from '../uploads/upload-state.js';
import type { Bucket } from './bucket.js';
import { putInParts } from './multipart.js';

/** S3 takes 10 000. */
const mostParts = 9_000;

export interface S3BlobParts {
  readonly bucket: Bucket;
  /** Ends with a slash. */
  readonly prefix: string;
  /** Where a large blob of unknown digest waits. */
  readonly chunks: ChunkStore;
  readonly partBytes: number;
}

export function s3Blobs({ bucket, prefix, chunks, partBytes }: S3BlobParts): BlobStore {
  const keyOf = (sha256: string) => prefix + checkDigest(sha256);
  const partSize = (bytes: number) => Math.max(partBytes, Math.ceil(bytes / mostParts));

  return {
    async put(source, options) {
      const { stream, result } = measured(source, options);
      const sha256 = options.expected?.sha256;
      const size = sha256 === undefined ? partBytes : partSize(options.expected?.bytes ?? options.limit);
      const parts = inChunks(stream, { size, whenBroken: 'drop' });
      try {
        const head = await taken(parts, 2);
        if (head.length < 2) return await putWhole(head[0] ?? new Uint8Array(), result());
        const all = startingWith(head, parts);
        if (sha256 === undefined) return await putAside(all, result, options);
        await putInParts(bucket, keyOf(sha256), all);
        return result();
      } finally {
        await parts.return(); // closes the source when nothing was read from it for a failure elsewhere
      }
    },

    async stat(sha256) {
      const bytes = await bucket.size(keyOf(sha256));
      return bytes === null ? null : { bytes };
    },

    async read(sha256, range) {
      const bytes = range && (await bucket.size(keyOf(sha256)));
      if (bytes === null) throw new BlobNotFoundError(sha256);
      const content = await bucket.get(keyOf(sha256), range && bytesOf(range, bytes ?? 0));
      if (!content) throw new BlobNotFoundError(sha256);
      return content;
    },

    remove: (sha256) => bucket.remove(keyOf(sha256)),

    async *list() {
      for await (const { key, bytes } of bucket.list(prefix)) {
        const sha256 = key.slice(prefix.length);
        if (isDigest(sha256)) yield { sha256, bytes };
      }
    },
  };

  async function putWhole(content: Uint8Array, blob: Blob): Promise<Blob> {
    const key = keyOf(blob.sha256);
    if ((await bucket.size(key)) !== blob.bytes) await bucket.put(key, content);
    return blob;
  }

  async function putAside(parts: AsyncIterable<Uint8Array>, result: () => Blob, { limit }: PutOptions): Promise<Blob> {
    const id = randomBytes(24).toString('hex');
    const aside: StoredChunk[] = [];
    try {
      let bytes = 0;
      for await (const part of parts) {
        const name = `${id}/${label.at(bytes)}`;
        aside.push({ name, bytes: part.byteLength, modified: 0 });
        await chunks.create(name, part);
        bytes += part.byteLength;
      }
      const blob = result();
      const stored = measured(joined(chunks, aside), { limit, expected: blob });
      const size = partSize(blob.bytes);
      await putInParts(bucket, keyOf(blob.sha256), inChunks(stored.stream, { size, whenBroken: 'drop' }));
      return blob;
    } finally {
      await removeChunks(chunks, aside);
    }
  }
}

async function taken<Item>(items: AsyncIterator<Item, void>, count: number): Promise<Item[]> {
  const first: Item[] = [];
  while (first.length < count) {
    const next = await items.next();
    if (next.done) break;
    first.push(next.value);
  }
  return first;
}

/** Takes the first ones out of their array, so that they are not held in memory once they are through. */
async function* startingWith<Item>(first: Item[], rest: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  for (let item = first.shift(); item !== undefined; item = first.shift()) yield item;
  yield* rest;
}
