/** Opens checkpoints of a project: where their files lie, and that they are what was registered. */
import { AuditInputError, type ModelSource } from '@palimpsest/audit';
import { openCheckpoint } from '@palimpsest/models';
import { checkpoints, type CheckpointRow, type Database } from '@palimpsest/persistence';
import { builtInCheckpoints } from '@palimpsest/zoo';
import type { Storage } from '@palimpsest/storage';
import { materialise } from './materialise.js';

export function registeredModels(
  database: Database,
  project: string,
  known: Pick<ModelSource, 'identify'>,
  files: UploadedFiles,
): ModelSource {
  return {
    identify: (name) => known.identify(name),
    async open(name) {
      const { digest } = await known.identify(name);
      const row = (await checkpoints(database, project).find(name)) as CheckpointRow;
      const folder = await folderOf(row, files);
      // One thread: sums, and so findings, must not depend on the machine. Speed comes from several processes.
      const model = await openCheckpoint(folder, { name, threads: 1 });
      if (model.identity.digest === digest) return model;
      await model.close();
      throw new AuditInputError(
        `Checkpoint ${name}`,
        'its files are no longer what was registered',
        'Register it anew.',
      );
    },
  };
}

export interface UploadedFiles {
  readonly storage: Storage | null;
  /** Where folders of uploaded checkpoints are kept. */
  readonly cache: string;
}

async function folderOf(row: CheckpointRow, { storage, cache }: UploadedFiles): Promise<string> {
  const { name, source } = row;
  if (source.kind === 'upload' && storage) return materialise(row, storage.local, cache);
  if (source.kind === 'built-in') {
    const found = (await builtInCheckpoints()).find((checkpoint) => checkpoint.name === source.name);
    if (found) return found.folder;
  }
  throw new AuditInputError(
    `Checkpoint ${name}`,
    'its files are not to be had here',
    'Give the worker PALIMPSEST_STORAGE, or upgrade it.',
  );
}
