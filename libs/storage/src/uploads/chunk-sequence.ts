/** Several chunks as one: read one after the other, removed a few at a time. */
import type { ChunkStore, StoredChunk } from './chunk-store.js';
import { labelOf } from './upload-state.js';

const removedAtOnce = 16;

export async function* joined(store: ChunkStore, chunks: readonly StoredChunk[]): AsyncGenerator<Uint8Array> {
  for (const { name } of chunks) yield* await store.read(name);
}

/** The mark that an upload exists goes first: after a kill half-way nothing is an upload with a hole in it. */
export async function removeChunks(store: ChunkStore, chunks: readonly StoredChunk[]): Promise<void> {
  const isTotal = (chunk: StoredChunk) => labelOf(chunk).startsWith('total-');
  for (const { name } of chunks.filter(isTotal)) await store.remove(name);
  const rest = chunks.filter((chunk) => !isTotal(chunk));
  for (let from = 0; from < rest.length; from += removedAtOnce) {
    await Promise.all(rest.slice(from, from + removedAtOnce).map(({ name }) => store.remove(name)));
  }
}
