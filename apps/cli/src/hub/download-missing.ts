/** Downloads several files of a checkpoint, a few at a time, and adds up how far they are. */
import type { CheckpointVariant } from '@palimpsest/contracts';
import { join } from 'node:path';
import type { HubFolder } from '../state/hub-folders.js';
import { atMost } from './at-most.js';
import { downloadFile, type DownloadOptions } from './download-file.js';
import { placeInCheckpoint } from './layout.js';
import type { HubFile } from './repository.js';

export interface MissingOptions extends Omit<DownloadOptions, 'onArrived'> {
  readonly urlOf: (path: string) => string;
  readonly place: Pick<HubFolder, 'folder' | 'parts'>;
  readonly variant: CheckpointVariant;
  /** Bytes of the files that are there. */
  readonly start: number;
  /** @param bytes with those; `path` is the file that has just got further */
  readonly onArrived: (bytes: number, path: string) => void;
}

/** A hub counts requests; one connection alone seldom fills a line. */
const atOnce = 4;

/** @throws what downloading one of them throws; the others are stopped, and go on another time */
export async function downloadMissing(files: readonly HubFile[], options: MissingOptions): Promise<void> {
  const { urlOf, place, variant, start, onArrived, signal, ...each } = options;
  const arrived = new Map<string, number>();
  await atMost(atOnce, files, signal, async ({ path, bytes, digest }, stop) => {
    const target = placeInCheckpoint(path, variant);
    if (target === null) return;
    const file = { url: urlOf(path), name: path, bytes, digest };
    await downloadFile(
      { ...file, part: join(place.parts, target), target: join(place.folder, target) },
      {
        ...{ ...each, signal: stop },
        onArrived(there) {
          arrived.set(path, there);
          onArrived(
            [...arrived.values()].reduce((sum, part) => sum + part, start),
            path,
          );
        },
      },
    );
  });
}
