/** Every checkpoint that a plan can name. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { shortDigest } from '../output/words.js';
import { builtInCheckpoints } from '@palimpsest/zoo';
import { CheckpointRegistry, type RegisteredCheckpoint } from '../state/checkpoint-registry.js';

export async function listCheckpoints({ options }: Invocation): Promise<void> {
  const label = (entries: readonly RegisteredCheckpoint[], source: 'registered' | 'built-in') =>
    entries.map((entry) => ({ ...entry, source }));
  const rows = [
    ...label(await new CheckpointRegistry(options.state).own(), 'registered'),
    ...label(await builtInCheckpoints(), 'built-in'),
  ];
  await emit(options.json, rows, () =>
    rows.length === 0
      ? 'No checkpoints. Register one with palimpsest model add <folder> --name <name>'
      : columns([
          ['name', 'digest', 'source', 'folder'],
          ...rows.map(({ name, digest, source, folder }) => [name, shortDigest(digest), source, folder]),
        ]),
  );
}
