/** Chunks of uploads as objects `uploads/<id>/<label>`; a conditional write gives a key to one writer only. */
import { StorageError } from '../ports/errors.js';
import type { ChunkStore } from '../uploads/chunk-store.js';
import type { Bucket } from './bucket.js';

/** @param prefix ends with a slash */
export function s3Chunks(bucket: Bucket, prefix: string, chunkBytes: number): ChunkStore {
  return {
    chunkBytes,
    create: (name, content) => bucket.create(prefix + name, content),

    async *list(upload) {
      for await (const { key, ...rest } of bucket.list(upload === undefined ? prefix : `${prefix}${upload}/`)) {
        yield { name: key.slice(prefix.length), ...rest };
      }
    },

    async read(name) {
      const content = await bucket.get(prefix + name);
      if (!content) throw new StorageError('A chunk of this upload is gone: it was finished or aborted meanwhile.');
      return content;
    },

    remove: (name) => bucket.remove(prefix + name),
  };
}
