/** The files of a data set by their paths in its layout, wherever they lie: in a folder, or sealed on a server. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageRef } from '../item.js';
import { imagesFolder } from './layout.js';
import { readInside } from './local-file.js';

export interface DatasetFiles {
  /**
   * A whole file.
   * @param refuse makes the error of one sentence about the file; its path may name a person
   */
  read(path: string, mostBytes: number, refuse: (problem: string) => Error): Promise<Uint8Array>;
  /** What pictures there are, as far as can be said without reading them. */
  pictures(): Promise<{ has(picture: ImageRef): boolean }>;
}

export function folderFiles(folder: string): DatasetFiles {
  return {
    read: (path, mostBytes, refuse) => readInside(folder, path, refuse, mostBytes),
    async pictures() {
      const present = new Set(await readdir(join(folder, imagesFolder)).catch(() => []));
      return { has: ({ uri }) => present.has(uri.slice(imagesFolder.length + 1)) };
    },
  };
}
