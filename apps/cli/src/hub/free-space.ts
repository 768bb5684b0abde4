/** Whether a disk has room for what is to come, before the first byte does. */
import { mkdir, statfs } from 'node:fs/promises';
import { UsageError } from '../failure.js';
import { bytesText } from '../output/words.js';

/** For whatever else is written meanwhile. */
const margin = 64 * 1024 ** 2;

export type FreeBytes = (folder: string) => Promise<number>;

/** @throws UsageError saying how much is missing */
export async function checkFreeSpace(folder: string, needed: number, freeBytes: FreeBytes = onDisk): Promise<void> {
  await mkdir(folder, { recursive: true });
  const free = await freeBytes(folder);
  if (free >= needed + margin) return;
  throw new UsageError(
    `${bytesText(needed)} are to come and ${bytesText(free)} are free on the disk of ${folder}; make room, or choose another --state`,
  );
}

async function onDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
