/**
 * Files on their way in: written under a temporary name beside the final places, fsynced, and only then given a
 * final name. After a kill at any moment a final name holds all the bytes or is not there.
 */
import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, TEMPORARY } from '@palimpsest/audit';
import { StorageError } from '../ports/errors.js';
import { unlessMissing } from './unless-missing.js';

/** Nobody but the owner looks into the folders, and nobody writes to what lies there. */
const folderMode = 0o700;
const fileMode = 0o400;

/** Writes the content to a temporary file in `folder`, hands its path to `use`, and removes it if it is still there. */
export async function withIncoming<Result>(
  folder: string,
  content: AsyncIterable<Uint8Array> | Uint8Array,
  use: (temporary: string) => Promise<Result>,
): Promise<Result> {
  await makeFolder(folder);
  const temporary = join(folder, `${TEMPORARY}${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(temporary, fileMode);
    return await use(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Gives the file its name, whatever was there before. */
export async function moveTo(path: string, temporary: string): Promise<void> {
  await makeFolder(dirname(path));
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Gives the file its name unless somebody else has it. @returns whether it did */
export async function linkOnce(path: string, temporary: string): Promise<boolean> {
  await makeFolder(dirname(path));
  try {
    await link(temporary, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') throw new StorageError('The upload was aborted or has expired meanwhile. Create a new one.');
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') {
      throw new StorageError('The file system of the storage folder has no hard links. Use a folder on one that has.');
    }
    throw error;
  }
  await syncFolder(dirname(path));
  return true;
}

/** Removes what killed processes left in `folder`. @param before milliseconds since 1970 */
export async function sweepIncoming(folder: string, before: number): Promise<void> {
  const names = (await unlessMissing(readdir(folder))) ?? [];
  for (const path of names.filter((name) => name.startsWith(TEMPORARY)).map((name) => join(folder, name))) {
    const found = await unlessMissing(stat(path));
    if (found && found.mtimeMs < before) await rm(path, { force: true });
  }
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: folderMode });
  if (made !== undefined) await syncFolder(dirname(made));
}
