/** Bundles as one file. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { archiveOf, ArchiveError, bundleLimits, filesIn, type Files } from '@palimpsest/evidence';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from '../state/atomic-file.js';

export const isArchiveName = (name: string): boolean => name.endsWith('.tar');

/** @throws UsageError when the file is there */
export function refuseTakenFile(file: string): void {
  if (existsSync(file)) throw new UsageError(`${file} is there already; name another file`);
}

export async function writeArchive(file: string, files: Files): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archiveOf(files)) pieces.push(piece);
  await writeFileAtomically(file, Buffer.concat(pieces));
}

/** @throws UsageError for what is no archive of evidence, or too large to be one */
export async function readArchive(file: string): Promise<Files> {
  if ((await stat(file)).size > bundleLimits.bytes)
    throw new UsageError(`${file} holds more than ${bundleLimits.bytes} bytes`);
  return filesIn(await readFile(file)).catch((error: unknown) => {
    throw error instanceof ArchiveError ? new UsageError(`${file}: ${error.message}`) : error;
  });
}
