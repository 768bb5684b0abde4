/** Chunks of uploads as files `uploads/<id>/<label>`; a hard link gives a name to one writer only. */
import { createReadStream } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChunkStore } from '../uploads/chunk-store.js';
import { linkOnce, withIncoming } from './incoming.js';
import { unlessMissing } from './unless-missing.js';

export function fileChunks(folder: string, incoming: string, chunkBytes: number): ChunkStore {
  return {
    chunkBytes,
    create: (name, content) => withIncoming(incoming, content, (temporary) => linkOnce(join(folder, name), temporary)),

    async *list(upload) {
      const uploads = upload === undefined ? ((await unlessMissing(readdir(folder))) ?? []) : [upload];
      for (const id of uploads) {
        for (const label of (await unlessMissing(readdir(join(folder, id)))) ?? []) {
          const name = `${id}/${label}`;
          const found = await unlessMissing(stat(join(folder, name)));
          if (found) yield { name, bytes: found.size, modified: found.mtimeMs };
        }
      }
    },

    read: (name) => Promise.resolve(createReadStream(join(folder, name))),

    async remove(name) {
      const path = join(folder, name);
      await rm(path, { force: true });
      await removeIfEmpty(dirname(path));
    },
  };
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
