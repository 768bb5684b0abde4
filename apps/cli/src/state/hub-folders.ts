/**
 * What was downloaded from a hub, `hub/<org>/<name>/` in the state folder:
 *
 *     revisions.json           which commit a branch or tag was, when it was last asked for
 *     <commit>/<variant>.json  the files of the layout, with sizes and digests, once all have come
 *     <commit>/<variant>/      those files, whole: a checkpoint
 *     <commit>/<variant>.part/ files on their way
 *     <commit>/<variant>.lock  the process that downloads
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseStrict, type CheckpointVariant } from '@palimpsest/contracts';
import { contentDigest } from '../hub/content-digest.js';
import { isCommit } from '../hub/hub-address.js';
import type { HubFile } from '../hub/repository.js';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from './atomic-file.js';
import { statePaths } from './state-folder.js';

const schemas = { revisions: 'palimpsest.hub-revisions/1', files: 'palimpsest.hub-files/1' } as const;
const revisionsFile = z.strictObject({
  schema: z.literal(schemas.revisions),
  revisions: z.record(z.string(), z.string().refine(isCommit)),
});
const file = z.strictObject({ path: z.string(), bytes: z.int().nonnegative(), digest: contentDigest });
const filesFile = z.strictObject({ schema: z.literal(schemas.files), files: z.array(file) });

export interface HubFolder {
  /** The checkpoint's. */
  readonly folder: string;
  readonly parts: string;
  readonly lock: string;
  /** Null before all of them have come. */
  files(): Promise<readonly HubFile[] | null>;
  keepFiles(files: readonly HubFile[]): Promise<void>;
}

export class HubFolders {
  readonly #root: string;

  /** @param repository `<org>/<name>`, checked */
  constructor(state: string, repository: string) {
    this.#root = join(statePaths(state).hub, ...repository.split('/'));
  }

  /** The commit of a revision as it was last seen; null when it never was. */
  async commitOf(revision: string): Promise<string | null> {
    return (await this.#revisions())[revision] ?? null;
  }

  async keepCommit(revision: string, commit: string): Promise<void> {
    const revisions = { ...(await this.#revisions()), [revision]: commit };
    await write(join(this.#root, 'revisions.json'), { schema: schemas.revisions, revisions });
  }

  at(commit: string, variant: CheckpointVariant): HubFolder {
    const folder = join(this.#root, commit, variant);
    return {
      ...{ folder, parts: `${folder}.part`, lock: `${folder}.lock` },
      files: async () => (await read(`${folder}.json`, filesFile))?.files ?? null,
      keepFiles: (files) => write(`${folder}.json`, { schema: schemas.files, files }),
    };
  }

  async #revisions(): Promise<Readonly<Record<string, string>>> {
    return (await read(join(this.#root, 'revisions.json'), revisionsFile))?.revisions ?? {};
  }
}

const write = (path: string, content: object): Promise<void> =>
  writeFileAtomically(path, `${JSON.stringify(content, null, 2)}\n`);

/** @throws UsageError or InvalidInputError when the file is damaged */
async function read<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T> | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return parseStrict(schema, JSON.parse(text), path);
  } catch (cause) {
    throw new UsageError(`${path} is damaged; remove it: what was downloaded stays`, { cause });
  }
}
