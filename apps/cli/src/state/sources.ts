/**
 * The ports that every process of an audit has: checkpoints and data sets by name, images, shipped weights and
 * the store, all found through the state folder. The engine is loaded with the first checkpoint.
 */
import { AuditInputError, type ModelSource, type UnitPorts } from '@palimpsest/audit';
import { imageCodec } from '@palimpsest/datasets';
import type { CheckpointIdentity } from '@palimpsest/models';
import { builtInAssets } from '@palimpsest/zoo';
import { CheckpointRegistry, type RegisteredCheckpoint } from './checkpoint-registry.js';
import { DatasetFolders } from './dataset-folders.js';
import { storedAudits } from './stored-audits.js';

export function unitPorts(state: string): UnitPorts {
  return {
    ...storedAudits(state),
    models: registeredModels(new CheckpointRegistry(state)),
    datasets: new DatasetFolders(state),
    images: imageCodec,
    assets: builtInAssets,
  };
}

function registeredModels(registry: CheckpointRegistry): ModelSource {
  return {
    async identify(name) {
      const entry = await registry.find(name);
      const { familyOf, readManifest } = await import('@palimpsest/models');
      const { digest } = await readManifest(entry.folder, entry.variant);
      const identity = { name, digest: unchanged(entry, digest), family: await familyOf(entry.folder) };
      return identity satisfies CheckpointIdentity;
    },
    async open(name) {
      const entry = await registry.find(name);
      const { openCheckpoint } = await import('@palimpsest/models');
      // One thread: sums, and so findings, must not depend on the machine. Speed comes from several processes.
      const model = await openCheckpoint(entry.folder, { name, threads: 1, variant: entry.variant ?? 'fp32' });
      try {
        unchanged(entry, model.identity.digest);
      } catch (error) {
        await model.close();
        throw error;
      }
      return model;
    },
  };
}

function unchanged({ name, folder, digest }: RegisteredCheckpoint, found: string): string {
  if (found === digest) return found;
  throw new AuditInputError(
    `Checkpoint ${name}`,
    `${folder} is no longer what was registered`,
    'Restore its files, or register it under another name.',
  );
}
