/** The one file that holds a folder of evidence, as its files. */
import { bundleLimits, filesIn, type Files } from '@palimpsest/evidence';
import { UnusableFolderError } from './read-folder.js';

/** @throws UnusableFolderError when it is too large; ArchiveError for what is no archive of evidence */
export async function readArchive(file: File): Promise<Files> {
  if (file.size > bundleLimits.bytes)
    throw new UnusableFolderError(`The file holds more than ${bundleLimits.bytes} bytes. Is it the right one?`);
  return filesIn(new Uint8Array(await file.arrayBuffer()));
}
