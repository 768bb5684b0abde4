/**
 * Resumable uploads over any ChunkStore. A chunk is named after the offset where it starts, and a writer only writes
 * where the chunks before it end: whoever creates the name first has won that offset, in whatever process.
 */
import { randomBytes } from 'node:crypto';
import {
  DigestMismatchError,
  LengthMismatchError,
  LimitExceededError,
  OffsetConflictError,
  StorageError,
  UploadNotFoundError,
} from '../ports/errors.js';
import { checkDigest, isUploadId } from '../ports/names.js';
import type { BlobStore, UploadStore } from '../ports/storage.js';
import { inChunks } from '../streams/in-chunks.js';
import type { ChunkStore } from './chunk-store.js';
import { joined, removeChunks } from './chunk-sequence.js';
import { expireUploads } from './expire-uploads.js';
import { collected } from '../streams/collected.js';
import { label, readState, type UploadState } from './upload-state.js';

export interface UploadParts {
  readonly chunks: ChunkStore;
  readonly blobs: BlobStore;
  /** Passes once the chunk store is known to create names only once. */
  readonly check: () => Promise<void>;
  /** Removes what killed processes left elsewhere. @param before milliseconds since 1970 */
  readonly sweep: (before: number) => Promise<void>;
}

export function chunkedUploads({ chunks, blobs, check, sweep }: UploadParts): UploadStore {
  const find = async (id: string) => (isUploadId(id) ? readState(chunks, id) : null);
  return {
    async create({ bytes }) {
      if (!Number.isSafeInteger(bytes) || bytes < 0) {
        throw new StorageError(`An upload of ${bytes} bytes cannot be; give a whole number from 0.`);
      }
      await check();
      const id = randomBytes(24).toString('hex');
      await chunks.create(`${id}/${label.total(bytes)}`, new Uint8Array());
      return id;
    },

    async offset(id) {
      const state = await find(id);
      return state && { offset: state.offset, bytes: state.bytes };
    },

    async append(id, offset, stream) {
      const { bytes, offset: here } = present(await find(id));
      if (here !== offset) throw new OffsetConflictError(here);
      let end = offset;
      for await (const chunk of inChunks(stream, { size: chunks.chunkBytes, whenBroken: 'keep' })) {
        if (end + chunk.byteLength > bytes) throw new LimitExceededError(bytes);
        const won = await chunks.create(`${id}/${label.at(end)}`, chunk);
        if (!won) throw new OffsetConflictError(present(await find(id)).offset);
        end += chunk.byteLength;
      }
      return { offset: end };
    },

    async finish(id, { sha256 }) {
      checkDigest(sha256);
      const state = present(await find(id));
      if (state.done !== undefined) return finished(state, sha256);
      const { bytes, offset } = state;
      if (offset !== bytes) throw new LengthMismatchError(bytes, offset);
      try {
        await blobs.put(joined(chunks, state.chunks), { limit: bytes, expected: { sha256, bytes } });
      } catch (error) {
        if (error instanceof DigestMismatchError) await removeUpload(id);
        // Somebody else may have finished it meanwhile and removed the chunks under our hands.
        const now = await find(id);
        if (now?.done !== undefined) return finished(now, sha256);
        throw error;
      }
      await chunks.create(`${id}/${label.done(sha256)}`, new Uint8Array());
      await removeChunks(chunks, state.chunks);
      return { sha256, bytes };
    },

    async abort(id) {
      if (isUploadId(id)) await removeUpload(id);
    },

    async expire(before) {
      await sweep(before);
      return expireUploads(chunks, before);
    },
  };

  async function removeUpload(id: string): Promise<void> {
    await removeChunks(chunks, await collected(chunks.list(id)));
  }
}

function present(state: UploadState | null): UploadState {
  if (!state) throw new UploadNotFoundError();
  return state;
}

function finished({ done = '', bytes }: UploadState, sha256: string) {
  if (done !== sha256) throw new DigestMismatchError(sha256, done);
  return { sha256, bytes };
}
