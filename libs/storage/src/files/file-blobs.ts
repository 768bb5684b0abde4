/** Blobs as files `blobs/<2 hex>/<sha256>`, read-only. The stored file is the local file. */
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf } from '../ports/byte-range.js';
import { BlobNotFoundError } from '../ports/errors.js';
import { checkDigest, isDigest } from '../ports/names.js';
import type { BlobStore, LocalBlobs } from '../ports/storage.js';
import { measured } from '../streams/measured.js';
import { moveTo, withIncoming } from './incoming.js';
import { unlessMissing } from './unless-missing.js';

/** @param incoming a folder on the same file system */
export function fileBlobs(folder: string, incoming: string): BlobStore & LocalBlobs {
  const at = (sha256: string) => join(folder, checkDigest(sha256).slice(0, 2), sha256);
  const sizeOf = async (sha256: string) => (await unlessMissing(stat(at(sha256))))?.size;

  return {
    async put(stream, options) {
      const { stream: content, result } = measured(stream, options);
      return withIncoming(incoming, content, async (temporary) => {
        const blob = result();
        // A stored file of another length is damaged; the bytes just verified take its place.
        if ((await sizeOf(blob.sha256)) !== blob.bytes) await moveTo(at(blob.sha256), temporary);
        return blob;
      });
    },

    async stat(sha256) {
      const bytes = await sizeOf(sha256);
      return bytes === undefined ? null : { bytes };
    },

    async read(sha256, range) {
      const file = await unlessMissing(open(at(sha256), 'r'));
      if (!file) throw new BlobNotFoundError(sha256);
      try {
        const part = range && bytesOf(range, (await file.stat()).size);
        return file.createReadStream(part);
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async remove(sha256) {
      await rm(at(sha256), { force: true });
    },

    async *list() {
      for (const shard of (await unlessMissing(readdir(folder))) ?? []) {
        for (const sha256 of (await unlessMissing(readdir(join(folder, shard)))) ?? []) {
          if (!isDigest(sha256)) continue;
          const bytes = await sizeOf(sha256);
          if (bytes !== undefined) yield { sha256, bytes };
        }
      }
    },

    async pathOf(sha256) {
      if ((await sizeOf(sha256)) === undefined) throw new BlobNotFoundError(sha256);
      return at(sha256);
    },
  };
}
