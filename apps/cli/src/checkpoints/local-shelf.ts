/** Checkpoints registered in the state folder, and the reference zoo. */
import { builtInCheckpoints } from '@palimpsest/zoo';
import { UsageError } from '../failure.js';
import { CheckpointRegistry, type RegisteredCheckpoint } from '../state/checkpoint-registry.js';
import type { CheckpointShelf } from './shelf.js';
import { signedIdentity } from './signed-files.js';

export function localShelf(state: string): CheckpointShelf {
  const registry = new CheckpointRegistry(state);
  const label = (entries: readonly RegisteredCheckpoint[], source: 'registered' | 'built-in') =>
    entries.map(({ name, folder, digest }) => ({ name, folder, digest, source }));
  return {
    async list() {
      return [...label(await registry.own(), 'registered'), ...label(await builtInCheckpoints(), 'built-in')];
    },
    async show(name) {
      const entry = await registry.find(name);
      const { readManifest } = await import('@palimpsest/models');
      const { files, digest } = await readManifest(entry.folder, entry.variant);
      if (digest === entry.digest) return { ...entry, files };
      throw new UsageError(
        `Checkpoint ${name}: ${entry.folder} has changed since it was registered; restore it or register it under another name`,
      );
    },
    async add({ name, from }) {
      if ('builtIn' in from)
        throw new UsageError(`Built-in checkpoints are always there: name "${from.builtIn}" in a plan`);
      const { openCheckpoint, readManifest } = await import('@palimpsest/models');
      const { folder, variant = 'fp32', hub } = from;
      const oms = from.oms && (await signedIdentity(folder, await readManifest(folder, variant), from.oms));
      const model = await openCheckpoint(folder, { name, variant });
      const { digest, family } = model.identity;
      await model.close();
      const origin = { ...(hub && { hub }), ...(oms && { oms }) };
      await registry.add({ name, digest, folder, ...(variant !== 'fp32' && { variant }), ...origin });
      return { name, digest, family, ...(oms && { oms }) };
    },
  };
}
