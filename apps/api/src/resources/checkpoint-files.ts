/** From what a registration names to the files of a checkpoint: all there, of a family we know, under one digest. */
import { createHash } from 'node:crypto';
import {
  canonicalJson,
  checkpointFamilies,
  isCheckpointFamily,
  type CheckpointFamily,
  type RouteInput,
  type routes,
} from '@palimpsest/contracts';
import { uploads, type CheckpointRow } from '@palimpsest/persistence';
import { builtInCheckpoints } from '@palimpsest/zoo';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Platform } from '../platform.js';

export type CheckpointFiles = Pick<CheckpointRow, 'digest' | 'family' | 'files' | 'source'>;

type Input = RouteInput<typeof routes.createCheckpoint>;

export async function checkpointFiles(platform: Platform, { params, body }: Input): Promise<CheckpointFiles> {
  const { source } = body;
  if (source.kind === 'upload') return uploadedFiles(platform, params.project, source.files);
  const found = (await builtInCheckpoints()).find(({ name }) => name === source.name);
  if (!found) throw notFound('Built-in checkpoint', source.name);
  return { digest: found.digest, family: 'llava', files: found.files, source };
}

async function uploadedFiles(
  platform: Platform,
  project: string,
  given: readonly { readonly path: string; readonly sha256: string }[],
): Promise<CheckpointFiles> {
  const paths = given.map(({ path }) => path);
  const twice = paths.filter((path, at) => paths.indexOf(path) !== at);
  if (twice.length > 0) throw invalid(`source.files: ${twice[0]} is there twice`);
  const own = await uploads(platform.database, project).own(given.map(({ sha256 }) => sha256));
  const missing = given.filter(({ sha256 }) => !own.has(sha256)).map(({ path }) => path);
  if (missing.length > 0) throw invalid(`source.files: upload these first: ${missing.slice(0, 5).join(', ')}`);
  const files = given
    .filter(({ path }) => path.toLowerCase() !== 'readme.md')
    .map(({ path, sha256 }) => ({ path, bytes: own.get(sha256)?.bytes ?? 0, sha256 }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const digest = createHash('sha256').update(canonicalJson(files)).digest('hex');
  return { digest, family: await familyOf(platform, files), files, source: { kind: 'upload' } };
}

const largestConfiguration = 1_000_000;

async function familyOf({ storage }: Platform, files: CheckpointFiles['files']): Promise<CheckpointFamily> {
  const file = files.find(({ path }) => path === 'config.json');
  if (!file || !storage || file.bytes > largestConfiguration) {
    throw invalid('source.files: config.json is missing, or larger than 1 MB');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of await storage.blobs.read(file.sha256)) chunks.push(chunk as Buffer);
  const type = modelType(Buffer.concat(chunks).toString());
  if (isCheckpointFamily(type)) return type;
  const known = checkpointFamilies.join(', ');
  throw invalid(`config.json: model_type is ${JSON.stringify(type)}; audits know ${known}`);
}

function modelType(text: string): unknown {
  try {
    return (JSON.parse(text) as { model_type?: unknown } | null)?.model_type ?? null;
  } catch {
    throw invalid('config.json is not JSON');
  }
}

const invalid = (detail: string) => new ProblemError('invalid-input', detail);
