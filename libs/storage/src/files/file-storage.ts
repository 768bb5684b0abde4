/**
 * Storage in one folder, for the embedded profile; several processes may share it.
 *
 *     blobs/<2 hex>/<sha256>     mode 0400
 *     uploads/<id>/<label>       chunks of unfinished uploads
 *     incoming/                  temporary files; what a killed process leaves here is removed by `expire`
 */
import { join } from 'node:path';
import type { Storage } from '../ports/storage.js';
import { checkCreatesOnce } from '../uploads/chunk-store.js';
import { chunkedUploads } from '../uploads/chunked-uploads.js';
import { fileBlobs } from './file-blobs.js';
import { fileChunks } from './file-chunks.js';
import { sweepIncoming } from './incoming.js';

export interface FileStorageOptions {
  /** Bytes; each running append holds that much. */
  readonly chunkBytes?: number;
}

/** @param folder created with mode 0700 on first write; its file system must have hard links */
export function fileStorage(folder: string, { chunkBytes = 8 * 1024 ** 2 }: FileStorageOptions = {}): Storage {
  const incoming = join(folder, 'incoming');
  const blobs = fileBlobs(join(folder, 'blobs'), incoming);
  const chunks = fileChunks(join(folder, 'uploads'), incoming, chunkBytes);
  const sweep = (before: number) => sweepIncoming(incoming, before);
  // A link to a name that exists fails on every file system that has links; `check` sees to those that have none.
  const uploads = chunkedUploads({ chunks, blobs, check: () => Promise.resolve(), sweep });
  return { blobs, uploads, local: blobs, check: () => checkCreatesOnce(chunks) };
}
