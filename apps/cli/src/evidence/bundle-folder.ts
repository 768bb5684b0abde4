/** Bundles as folders. */
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { bundleLimits, type Files } from '@palimpsest/evidence';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from '../state/atomic-file.js';

/**
 * @param mode who may read the files, as for chmod; the system's habit unless given
 * @throws UsageError when the folder is there and holds something
 */
export async function writeBundle(folder: string, files: Files, mode?: number): Promise<void> {
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${folder} is no folder that can be written to; name another one`);
  });
  if (present.length > 0) throw new UsageError(`${folder} holds something already; name a new folder`);
  for (const [path, content] of files) {
    const file = join(folder, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomically(file, content, mode);
  }
}

/** @throws UsageError for folders that are missing, hold links, or are too large to be evidence */
export async function readBundle(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new UsageError(`${folder} cannot be read; give the folder that evidence export wrote`);
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
