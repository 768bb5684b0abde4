/**
 * What the hub says about a repository: which commit a revision is, and the files of the layout at that commit. The
 * library builds the questions and follows the pages; what comes back is checked here, since it decides what is
 * written.
 */
import type { CheckpointVariant } from '@palimpsest/contracts';
import { listFiles, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import { Tries, type Patience } from '../server/tries.js';
import { shortDigest } from '../output/words.js';
import { boundedJson } from './bounded-json.js';
import type { ContentDigest } from './content-digest.js';
import { isCommit, type HubAddress } from './hub-address.js';
import type { AskHub } from './hub-connection.js';
import { HubError } from './hub-error.js';
import type { HubSettings } from './hub-settings.js';
import { lacking, mostBytes, placeInCheckpoint, variantsIn } from './layout.js';
import { accepted } from './refusals.js';

export interface HubFile {
  /** In the repository. */
  readonly path: string;
  readonly bytes: number;
  readonly digest: ContentDigest;
}

export interface Hub {
  readonly settings: HubSettings;
  readonly ask: AskHub;
  readonly signal: AbortSignal;
  /** For the questions that come before files are fetched. */
  readonly patience?: Patience;
}

const size = z.int().nonnegative();
const entry = z.looseObject({
  size,
  oid: z.string().regex(/^[0-9a-f]{40}$/),
  lfs: z.looseObject({ oid: z.string().regex(/^[0-9a-f]{64}$/), size }).optional(),
});

const usualPatience: Patience = { failures: 5, waitMs: 500 };
const mostEntries = 100_000;

/** @throws HubError when there is no such repository or revision, or the hub answers something else */
export async function resolveCommit(hub: Hub, { repository, revision }: HubAddress): Promise<string> {
  const what = `repository ${repository} with revision ${revision}`;
  const { sha } = await asked(hub, what, (options) =>
    modelInfo({ name: repository, revision, additionalFields: ['sha'], ...options }),
  );
  if (typeof sha === 'string' && isCommit(sha) && (!isCommit(revision) || sha === revision)) return sha;
  throw new HubError(`${what}: the hub names no commit for it`);
}

/** @throws HubError naming what the repository lacks, or what is wrong with the listing */
export async function listLayout(
  hub: Hub,
  {
    repository,
    commit,
    variant,
  }: { readonly repository: string; readonly commit: string; readonly variant: CheckpointVariant },
): Promise<readonly HubFile[]> {
  const what = `repository ${repository} at ${shortDigest(commit)}`;
  const listed = await asked(hub, what, async (options) => {
    const entries = new Map<string, unknown>();
    const repo = { type: 'model', name: repository } as const;
    for await (const found of listFiles({ repo, revision: commit, recursive: true, ...options })) {
      if (found.type !== 'file') continue;
      if (typeof found.path !== 'string' || entries.has(found.path))
        throw new HubError(`${what}: the hub lists a file twice, or without a name`);
      if (entries.size >= mostEntries) throw new HubError(`${what} has more than ${mostEntries} files`);
      entries.set(found.path, found);
    }
    return entries;
  });
  const paths = [...listed.keys()];
  const missing = lacking(paths, variant);
  if (missing.length > 0) throw new HubError(`${what} lacks ${missing.join(', ')}${otherwise(paths, variant)}`);
  return paths
    .filter((path) => placeInCheckpoint(path, variant) !== null)
    .sort()
    .map((path) => described(path, listed.get(path), what));
}

function otherwise(paths: readonly string[], variant: CheckpointVariant): string {
  const others = variantsIn(paths).filter((other) => other !== variant);
  if (others.length > 0) return `; its weights come as ${others.join(', ')}: choose with --dtype`;
  return '; export the model in the Hugging Face ONNX layout';
}

function described(path: string, found: unknown, what: string): HubFile {
  const { success, data } = entry.safeParse(found);
  if (!success) throw new HubError(`${what}: the hub does not say size and digest of ${path}`);
  const { lfs, oid } = data;
  const bytes = lfs?.size ?? data.size;
  if (bytes > mostBytes(path))
    throw new HubError(`${what}: ${path} has ${bytes} bytes; the limit is ${mostBytes(path)}`);
  return { path, bytes, digest: lfs ? { kind: 'sha256', hex: lfs.oid } : { kind: 'git', hex: oid } };
}

/** A question with its tries; every answer is bounded before the library reads it. */
async function asked<T>(
  { settings, ask, signal, patience = usualPatience }: Hub,
  what: string,
  question: (options: { readonly hubUrl: string; readonly fetch: typeof fetch }) => Promise<T>,
): Promise<T> {
  const tries = new Tries(patience);
  for (;;) {
    const json = boundedJson(ask, signal, (response) => accepted(response, what, settings.token !== null));
    try {
      return await question({ hubUrl: settings.endpoint, fetch: json });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof HubError))
        throw new HubError(`${what}: the hub's answer makes no sense`, { cause: error });
      if (!error.passes) throw error;
      await tries.after(error, signal);
    }
  }
}
