/**
 * The identity of a checkpoint: the SHA-256 of every file that can change what the model answers. The model
 * card is left out, so that a corrected text does not make another model.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { canonicalJson, type CheckpointVariant } from '@palimpsest/contracts';
import { ModelError } from '../model-error.js';
import { placeIn, variantsAmong } from './variant.js';

export interface ManifestFile {
  /** Relative to the folder, with forward slashes; of graphs the plain name, without the end that tells variants apart. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly files: readonly ManifestFile[];
  /** SHA-256 of the canonical JSON of `files`. */
  readonly digest: string;
  /** Absolute and without links, by the path in `files`. */
  readonly locations: ReadonlyMap<string, string>;
  /** All that the folder holds. */
  readonly variants: readonly CheckpointVariant[];
}

const isCard = (path: string): boolean => path.toLowerCase() === 'readme.md';
const mostFiles = 10_000;

/** @throws ModelError when the folder is missing or holds links or too many files */
export async function readManifest(folder: string, variant: CheckpointVariant = 'fp32'): Promise<Manifest> {
  const paths = (await listFiles(folder)).filter((path) => !isCard(path));
  const root = await realpath(folder);
  const locations = new Map<string, string>();
  for (const path of paths) {
    const place = placeIn(variant, path, paths);
    if (place !== null) locations.set(place, join(root, path));
  }
  const files: ManifestFile[] = [];
  for (const [path, location] of [...locations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { size } = await stat(location);
    files.push({ path, bytes: size, sha256: await digestOf(location) });
  }
  const digest = createHash('sha256').update(canonicalJson(files)).digest('hex');
  return { files, digest, locations, variants: variantsAmong(paths) };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: Error) => {
    throw new ModelError(`${folder} cannot be read; give the folder of a checkpoint`, folder, { cause });
  });
  if (entries.length > mostFiles)
    throw new ModelError(`${folder} holds ${entries.length} files; a checkpoint has fewer`, folder);
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link) throw new ModelError(`${link.name} is a symbolic link; copy the file into the checkpoint`, folder);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
