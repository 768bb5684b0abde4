/**
 * What uploads are made of: small things that are created once, whole, under a name, and never change. "Created
 * once" is the one guarantee that a folder (link) and an object store (If-None-Match) both give across processes,
 * so nothing here needs a lock that a killed process could leave behind.
 */
import { randomBytes } from 'node:crypto';
import { StorageError } from '../ports/errors.js';

export interface StoredChunk {
  /** `<upload id>/<label>` */
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970, by the clock of whoever stores it. */
  readonly modified: number;
}

export interface ChunkStore {
  /** How many bytes of an upload go into one chunk, and how many a `kill -9` costs at most. */
  readonly chunkBytes: number;
  /** All of it or nothing; false when the name is taken. */
  create(name: string, content: Uint8Array): Promise<boolean>;
  /** Of one upload, or of all; the chunks of an upload stand together. */
  list(upload?: string): AsyncIterable<StoredChunk>;
  read(name: string): Promise<AsyncIterable<Uint8Array>>;
  remove(name: string): Promise<void>;
}

/** Creates one chunk twice. @throws StorageError if the second time is not refused */
export async function checkCreatesOnce(chunks: ChunkStore): Promise<void> {
  const name = `${randomBytes(24).toString('hex')}/check`;
  const first = await chunks.create(name, new Uint8Array());
  const second = await chunks.create(name, new Uint8Array());
  await chunks.remove(name);
  if (first && !second) return;
  throw new StorageError(
    'The storage overwrites what it was told to create once (If-None-Match: *), so two appends at one offset could both win. Use a server that honours conditional writes.',
  );
}
