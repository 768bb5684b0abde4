/** Which uploads nobody has touched for long: the age of an upload is that of its newest chunk. */
import { removeChunks } from './chunk-sequence.js';
import type { ChunkStore, StoredChunk } from './chunk-store.js';
import { labelOf, uploadOf } from './upload-state.js';

/** @param before milliseconds since 1970. @returns how many uploads were removed, finished ones included */
export async function expireUploads(store: ChunkStore, before: number): Promise<number> {
  let removed = 0;
  for await (const chunks of byUpload(store)) {
    if (chunks.some(({ modified }) => modified >= before)) continue;
    await removeChunks(store, chunks);
    if (chunks.some((chunk) => labelOf(chunk).startsWith('total-'))) removed += 1;
  }
  return removed;
}

async function* byUpload(store: ChunkStore): AsyncGenerator<readonly StoredChunk[]> {
  let group: StoredChunk[] = [];
  for await (const chunk of store.list()) {
    const [first] = group;
    if (first && uploadOf(first) !== uploadOf(chunk)) {
      yield group;
      group = [];
    }
    group.push(chunk);
  }
  if (group.length > 0) yield group;
}
