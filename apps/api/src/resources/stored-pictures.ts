/** Pictures of a project as reports are drawn with them. */
import { DataErasedError, sealedAuditStore } from '@palimpsest/persistence';
import type { ArtifactReader } from '@palimpsest/report';
import type { Platform } from '../platform.js';

export function storedPictures({ database, master }: Platform, project: string): ArtifactReader {
  const { artifacts } = sealedAuditStore(database, project, master);
  return async (sha256) => (await artifacts.get(sha256).catch(unlessErased)) ?? undefined;
}

/** A report is still a report when its pictures are erased. */
function unlessErased(error: unknown): null {
  if (error instanceof DataErasedError) return null;
  throw error;
}
