/**
 * What the names of an upload's chunks say, so that one listing is all there is to know:
 * `total-<bytes>` (it exists), `at-<offset>` (bytes that arrived), `done-<sha256>` (it is a blob now).
 */
import { collected } from '../streams/collected.js';
import type { ChunkStore, StoredChunk } from './chunk-store.js';

export interface UploadState {
  readonly bytes: number;
  /** Where the next byte belongs. */
  readonly offset: number;
  readonly done?: string;
  readonly chunks: readonly StoredChunk[];
}

export const label = {
  total: (bytes: number) => `total-${bytes}`,
  at: (offset: number) => `at-${String(offset).padStart(16, '0')}`,
  done: (sha256: string) => `done-${sha256}`,
};

export const labelOf = ({ name }: StoredChunk): string => name.slice(name.indexOf('/') + 1);
export const uploadOf = ({ name }: StoredChunk): string => name.slice(0, name.indexOf('/'));
export const isData = (chunk: StoredChunk): boolean => labelOf(chunk).startsWith('at-');

/** null for an upload that is not there. */
export async function readState(store: ChunkStore, id: string): Promise<UploadState | null> {
  const all = await collected(store.list(id));
  const value = (start: string) =>
    all
      .map(labelOf)
      .find((text) => text.startsWith(start))
      ?.slice(start.length);
  const total = value('total-');
  if (total === undefined) return null;
  const bytes = Number(total);
  const done = value('done-');
  if (done !== undefined) return { bytes, offset: bytes, done, chunks: [] };
  const chunks = all.filter(isData).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { bytes, offset: chunks.reduce((sum, chunk) => sum + chunk.bytes, 0), chunks };
}
