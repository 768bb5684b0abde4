/** What of a checkpoint is there already. A file that is not what was listed any more counts as missing. */
import type { CheckpointVariant } from '@palimpsest/contracts';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubFolder } from '../state/hub-folders.js';
import { digestCheck } from './content-digest.js';
import { placeInCheckpoint } from './layout.js';
import type { HubFile } from './repository.js';

export interface Present {
  /** Paths in the repository. */
  readonly whole: ReadonlySet<string>;
  /** Of those, and of what has begun to come. */
  readonly bytes: number;
}

export async function presentBytes(
  files: readonly HubFile[],
  variant: CheckpointVariant,
  { folder, parts }: Pick<HubFolder, 'folder' | 'parts'>,
  signal: AbortSignal,
): Promise<Present> {
  const whole = new Set<string>();
  let bytes = 0;
  for (const file of files) {
    const place = placeInCheckpoint(file.path, variant);
    if (place === null) continue;
    if (await isWhole(join(folder, place), file, signal)) {
      whole.add(file.path);
      bytes += file.bytes;
    } else {
      bytes += Math.min(file.bytes, (await sizeOf(join(parts, `${place}.part`))) ?? 0);
    }
  }
  return { whole, bytes };
}

async function isWhole(path: string, { bytes, digest }: HubFile, signal: AbortSignal): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  const check = digestCheck(digest, bytes);
  for await (const chunk of createReadStream(path, { signal })) check.update(chunk as Buffer);
  return check.matches();
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );
