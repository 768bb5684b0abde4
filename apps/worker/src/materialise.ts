/** An uploaded checkpoint as a folder, which onnxruntime reads from: its blobs under their paths, linked, not copied. */
import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckpointRow } from '@palimpsest/persistence';
import type { LocalBlobs } from '@palimpsest/storage';

/**
 * The folder appears whole or not at all; two processes that make it at once make the same.
 * @param cache where such folders are kept, one per digest
 */
export async function materialise(
  { digest, files }: Pick<CheckpointRow, 'digest' | 'files'>,
  local: LocalBlobs,
  cache: string,
): Promise<string> {
  const folder = join(cache, digest);
  if (await stat(folder).catch(() => null)) return folder;
  const part = `${folder}.${randomUUID()}`;
  try {
    for (const { path, sha256 } of files) {
      const target = join(part, path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const source = await local.pathOf(sha256);
      await link(source, target).catch(() => copyFile(source, target)); // another file system
    }
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (!(await stat(folder).catch(() => null))) throw error;
  }
  return folder;
}
