/**
 * What can be named without registering anything: the reference zoo, the generated people, the denoiser. The
 * zoo's library brings its training engine along, so it is loaded only when something of it is asked for.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type AssetSource } from '@palimpsest/audit';
import { openPeople, peoplePools, type Dataset } from '@palimpsest/datasets';
import type { ZooEntry } from '@palimpsest/zoo';
import { UsageError } from '../failure.js';
import type { RegisteredCheckpoint } from './checkpoint-registry.js';

/** The shipped reference checkpoints; none where the zoo was not built. */
export async function builtInCheckpoints(): Promise<readonly RegisteredCheckpoint[]> {
  const { readZooIndex, shippedZoo } = await import('@palimpsest/zoo');
  if (!existsSync(join(shippedZoo, 'zoo.json'))) return [];
  const { entries } = await readZooIndex(shippedZoo);
  return entries.map((entry) => ({
    name: entry.name,
    folder: join(shippedZoo, entry.folder),
    digest: manifestDigest(entry),
  }));
}

/** As `readManifest` computes it: every file but the model card. */
export function manifestDigest({ files }: Pick<ZooEntry, 'files'>): string {
  return digestOf(files.filter(({ path }) => path.toLowerCase() !== 'readme.md'));
}

export const builtInDatasets: readonly string[] = peoplePools.map((pool) => `people-${pool}`);

/** Null for a name that is not built in. */
export async function openBuiltInDataset(name: string): Promise<Dataset | null> {
  const pool = peoplePools.find((candidate) => name === `people-${candidate}`);
  return pool ? openPeople(pool) : null;
}

const denoiser = 'dncnn.onnx';

export const builtInAssets: AssetSource = {
  async read(name) {
    if (name !== denoiser) throw new UsageError(`There is no shipped file ${name}; there is ${denoiser}`);
    const { denoiserAsset } = await import('@palimpsest/zoo');
    if (!existsSync(denoiserAsset))
      throw new UsageError(`${denoiserAsset} is missing: build it with palimpsest zoo build`);
    return new Uint8Array(await readFile(denoiserAsset));
  },
};
