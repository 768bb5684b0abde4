/** What was chosen, as bytes: within the bounds that evidence has. */
import { bundleLimits, type Files } from '@palimpsest/evidence';
import type { NamedFile } from './chosen-files.js';

/** No folder, or one that cannot be evidence. */
export class UnusableFolderError extends Error {
  override readonly name = 'UnusableFolderError';
}

/** @throws UnusableFolderError when there is nothing, or too much */
export async function readFolder(chosen: readonly NamedFile[]): Promise<Files> {
  if (chosen.length === 0)
    throw new UnusableFolderError('Choose the folder of evidence first, or the file that holds it.');
  if (chosen.length > bundleLimits.files)
    throw new UnusableFolderError(`The folder holds more than ${bundleLimits.files} files. Is it the right one?`);
  if (chosen.reduce((sum, { file }) => sum + file.size, 0) > bundleLimits.bytes)
    throw new UnusableFolderError(`The folder holds more than ${bundleLimits.bytes} bytes. Is it the right one?`);
  const files = new Map<string, Uint8Array>();
  for (const { path, file } of chosen) files.set(path, new Uint8Array(await file.arrayBuffer()));
  return files;
}
