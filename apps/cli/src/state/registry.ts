/**
 * Which names stand for which folders: `checkpoints.json` and `datasets.json` in the state folder, above
 * the reference zoo and the generated people, which are always there. A registered digest is checked
 * again at every use: a folder that changed is refused, not silently audited.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { nearestKey, parseStrict, slug, digest } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from './atomic-file.js';

const entry = z.strictObject({ name: slug, folder: z.string(), digest });
export type RegistryEntry = z.infer<typeof entry>;
const file = z.strictObject({ schema: z.literal('palimpsest.registry/1'), entries: z.array(entry) });

export type RegistryKind = 'checkpoints' | 'datasets';

const commandToAdd: Readonly<Record<RegistryKind, string>> = {
  checkpoints: 'palimpsest model add <folder> --name <name>',
  datasets: 'palimpsest dataset import <folder> --name <name>',
};

export class Registry {
  constructor(
    private readonly stateFolder: string,
    private readonly kind: RegistryKind,
    private readonly builtIn: () => Promise<readonly RegistryEntry[]>,
  ) {}

  /** User's own first, then the built-in ones. */
  async list(): Promise<readonly RegistryEntry[]> {
    return [...(await this.own()), ...(await this.builtIn())];
  }

  /** @throws UsageError with the nearest known name */
  async find(name: string): Promise<RegistryEntry> {
    const entries = await this.list();
    const found = entries.find((candidate) => candidate.name === name);
    if (found) return found;
    const nearest = nearestKey(
      name,
      entries.map((candidate) => candidate.name),
    );
    const hint = nearest ? ` Did you mean "${nearest}"?` : '';
    throw new UsageError(
      `No ${this.kind.slice(0, -1)} is called "${name}".${hint} Register one: ${commandToAdd[this.kind]}`,
    );
  }

  /** @throws UsageError when the name is taken by something else */
  async add(added: RegistryEntry): Promise<void> {
    const taken = (await this.list()).find((candidate) => candidate.name === added.name);
    if (taken?.digest === added.digest) return;
    if (taken)
      throw new UsageError(`The name "${added.name}" is taken by ${taken.folder}. Choose another with --name.`);
    const entries = [...(await this.own()), { ...added, folder: resolve(added.folder) }];
    const content = { schema: 'palimpsest.registry/1', entries };
    await writeFileAtomically(this.path, `${JSON.stringify(content, null, 2)}\n`);
  }

  private async own(): Promise<readonly RegistryEntry[]> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return text === null ? [] : parseStrict(file, JSON.parse(text), this.path).entries;
  }

  private get path(): string {
    return join(this.stateFolder, `${this.kind}.json`);
  }
}
