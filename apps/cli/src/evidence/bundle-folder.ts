/** Bundles as folders, or as the one file that holds such a folder. */
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { bundleLimits, type Files } from '@palimpsest/evidence';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { isArchiveName, readArchive, refuseTakenFile, writeArchive } from './bundle-archive.js';

/** @throws UsageError when a folder is there and holds something, or a file is there */
export async function refuseTaken(output: string): Promise<void> {
  if (isArchiveName(output)) return refuseTakenFile(output);
  const present = await readdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${output} is no folder that can be written to; name another one`);
  });
  if (present.length > 0) throw new UsageError(`${output} holds something already; name a new folder`);
}

/**
 * @param mode who may read the files of a folder, as for chmod; the system's habit unless given
 * @throws UsageError rather than overwrite something
 */
export async function writeBundle(output: string, files: Files, mode?: number): Promise<void> {
  await refuseTaken(output);
  if (isArchiveName(output)) return writeArchive(output, files);
  for (const [path, content] of files) {
    const file = join(output, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomically(file, content, mode);
  }
}

/** @throws UsageError for what is missing, holds links, or is too large to be evidence */
export async function readBundle(evidence: string): Promise<Files> {
  const isFile = (await lstat(evidence).catch(() => null))?.isFile() ?? false;
  return isFile ? readArchive(evidence) : readFolder(evidence);
}

async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new UsageError(`${folder} cannot be read; give what evidence export wrote`);
  });
  if (entries.length > bundleLimits.files)
    throw new UsageError(`${folder} holds more than ${bundleLimits.files} files`);
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (!entry.isFile()) throw new UsageError(`${path} is no plain file; evidence holds nothing else`);
    bytes += (await lstat(file)).size;
    if (bytes > bundleLimits.bytes) throw new UsageError(`${folder} holds more than ${bundleLimits.bytes} bytes`);
    files.set(path, await readFile(file));
  }
  return files;
}
