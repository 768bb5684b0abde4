/** State folders: made without going through the command line, and looked at afterwards. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readManifest } from '@palimpsest/models';
import { CheckpointRegistry } from '../../apps/cli/src/state/checkpoint-registry.js';
import { DatasetFolders } from '../../apps/cli/src/state/dataset-folders.js';

export interface Registered {
  /** Folders by the name they are registered under. */
  readonly checkpoints: Readonly<Record<string, string>>;
  /** Sources by the name they are imported under. */
  readonly datasets: Readonly<Record<string, string>>;
}

export async function prepareState(state: string, { checkpoints, datasets }: Registered): Promise<void> {
  const registry = new CheckpointRegistry(state, () => Promise.resolve([]));
  for (const [name, folder] of Object.entries(checkpoints)) {
    await registry.add({ name, folder, digest: (await readManifest(folder)).digest });
  }
  for (const [name, source] of Object.entries(datasets)) await new DatasetFolders(state).import(source, name);
}

/** Digest of every file below a folder, by path; empty when there is no such folder. */
export async function snapshot(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files.sort().map(async (file) => {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return [relative(folder, file), digest] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** Findings of all audits of a state folder: the part that must come out the same. */
export async function findingsOf(state: string): Promise<Readonly<Record<string, string>>> {
  const all = Object.entries(await snapshot(join(state, 'audits')));
  return Object.fromEntries(all.filter(([path]) => path.includes('/findings/') || path.endsWith('record.json')));
}
