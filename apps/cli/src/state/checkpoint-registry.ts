/**
 * Which names stand for which folders: `checkpoints.json` in the state folder, and the reference zoo, which is
 * always there. A registered digest is checked again at every use: a folder that changed is refused, not
 * silently audited.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkpointVariantNames, digest, nearestKey, parseStrict, slug } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from './atomic-file.js';
import { builtInCheckpoints } from '@palimpsest/zoo';
import { statePaths } from './state-folder.js';

const variant = z.enum(checkpointVariantNames);

/** Which files of which commit of a hub's repository it was, as they were downloaded. */
const hub = z.strictObject({
  repository: z.string(),
  revision: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  variant,
});
/** That its files are those that somebody signed, and who: null where nobody was asked. */
const oms = z.strictObject({
  name: z.string(),
  digest,
  signature: digest,
  verifiedBy: z.string().nullable(),
});
export type SignedIdentity = z.infer<typeof oms>;

/** `variant` where it is not the plain one. */
const entry = z.strictObject({
  ...{ name: slug, folder: z.string(), digest },
  ...{ variant: variant.optional(), hub: hub.optional(), oms: oms.optional() },
});
export type RegisteredCheckpoint = z.infer<typeof entry>;
const schema = 'palimpsest.checkpoints/1';
const registryFile = z.strictObject({ schema: z.literal(schema), entries: z.array(entry) });

export class CheckpointRegistry {
  readonly #path: string;

  constructor(
    state: string,
    private readonly builtIn: () => Promise<readonly RegisteredCheckpoint[]> = builtInCheckpoints,
  ) {
    this.#path = statePaths(state).checkpoints;
  }

  /** The user's own first, then the built-in ones. */
  async list(): Promise<readonly RegisteredCheckpoint[]> {
    return [...(await this.own()), ...(await this.builtIn())];
  }

  async own(): Promise<readonly RegisteredCheckpoint[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw error;
    });
    return text === null ? [] : parseStrict(registryFile, parseJson(text, this.#path), this.#path).entries;
  }

  /** @throws UsageError with the nearest known name */
  async find(name: string): Promise<RegisteredCheckpoint> {
    const isWanted = (candidate: RegisteredCheckpoint) => candidate.name === name;
    const found = (await this.own()).find(isWanted) ?? (await this.builtIn()).find(isWanted);
    if (found) return found;
    const known = (await this.list()).map((candidate) => candidate.name);
    const nearest = nearestKey(name, known);
    const hint = nearest ? `; did you mean "${nearest}"?` : '.';
    throw new UsageError(
      `No checkpoint is called "${name}"${hint} Register one with palimpsest model add <folder> --name ${name}`,
    );
  }

  /** Adding the same again changes nothing but what is known of its signature. @throws UsageError when the name is taken by something else */
  async add(added: RegisteredCheckpoint): Promise<void> {
    const name = parseStrict(slug, added.name, '--name');
    const taken = (await this.list()).find((candidate) => candidate.name === name);
    if (taken?.digest === added.digest && !added.oms) return;
    if (taken && taken.digest !== added.digest)
      throw new UsageError(`The name "${name}" is taken by ${taken.folder}; choose another with --name`);
    const others = (await this.own()).filter((candidate) => candidate.name !== name);
    const entries = [...others, { ...added, folder: resolve(added.folder) }];
    await writeFileAtomically(this.#path, `${JSON.stringify({ schema, entries }, null, 2)}\n`);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON; restore it, or move it away and register the checkpoints again`);
  }
}
