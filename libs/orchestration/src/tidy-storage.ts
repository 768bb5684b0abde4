/** What was begun and left lying in the storage: uploads nobody goes on with, files of data sets nobody registered. */
import { forgetAbandonedFiles, type Database } from '@palimpsest/persistence';
import type { Storage } from '@palimpsest/storage';

/** Long enough for a weekend and a broken line; short enough for personal data that serve nothing. */
export const abandonedAfterDays = 7;

/** Idempotent; any worker does it now and then. @returns how many uploads and files went */
export async function tidyStorage(database: Database, storage: Storage, now: Date): Promise<number> {
  const before = now.getTime() - abandonedAfterDays * 86_400_000;
  const blobs = await forgetAbandonedFiles(database, new Date(before));
  for (const blob of blobs) await storage.blobs.remove(blob);
  return blobs.length + (await storage.uploads.expire(before));
}
