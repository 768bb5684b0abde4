/** What can be named without registering anything: the reference zoo, the generated people, the denoiser. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@palimpsest/contracts';
import { openPeople, peoplePools, type Dataset } from '@palimpsest/datasets';
import { denoiserAsset, shippedZoo } from './build/shipped.js';
import { readZooIndex, ZooError, type ZooEntry } from './zoo-index.js';

export interface BuiltInCheckpoint {
  readonly name: string;
  readonly folder: string;
  /** As a manifest is digested: of every file but the model card. */
  readonly digest: string;
  readonly files: ZooEntry['files'];
}

/** The shipped reference checkpoints; none where the zoo was not built. */
export async function builtInCheckpoints(): Promise<readonly BuiltInCheckpoint[]> {
  if (!existsSync(join(shippedZoo, 'zoo.json'))) return [];
  const { entries } = await readZooIndex(shippedZoo);
  return entries.map((entry) => ({
    name: entry.name,
    folder: join(shippedZoo, entry.folder),
    digest: manifestDigest(entry),
    files: withoutCard(entry),
  }));
}

export function manifestDigest(entry: Pick<ZooEntry, 'files'>): string {
  return createHash('sha256')
    .update(canonicalJson(withoutCard(entry)))
    .digest('hex');
}

const withoutCard = ({ files }: Pick<ZooEntry, 'files'>) =>
  files.filter(({ path }) => path.toLowerCase() !== 'readme.md');

export const builtInDatasets: readonly string[] = peoplePools.map((pool) => `people-${pool}`);

/** Null for a name that is not built in. */
export async function openBuiltInDataset(name: string): Promise<Dataset | null> {
  const pool = peoplePools.find((candidate) => name === `people-${candidate}`);
  return pool ? openPeople(pool) : null;
}

const denoiser = 'dncnn.onnx';

/** Weights that plug-ins name. */
export const builtInAssets = {
  /** @throws ZooError when there is no such file */
  async read(name: string): Promise<Uint8Array> {
    if (name !== denoiser) throw new ZooError(`There is no shipped file ${name}; there is ${denoiser}`, shippedZoo);
    if (!existsSync(denoiserAsset))
      throw new ZooError(`${denoiserAsset} is missing: build it with palimpsest zoo build`, shippedZoo);
    return new Uint8Array(await readFile(denoiserAsset));
  },
};
