/** Imported data sets: one folder each under `datasets/`, put there whole by `importDataset`. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nearestKey, slug } from '@palimpsest/contracts';
import { importDataset, openDatasetFolder, type Dataset } from '@palimpsest/datasets';
import { UsageError } from '../failure.js';
import { builtInDatasets, openBuiltInDataset } from '@palimpsest/zoo';
import { statePaths } from './state-folder.js';

export class DatasetFolders {
  readonly #folder: string;

  constructor(state: string) {
    this.#folder = statePaths(state).datasets;
  }

  /** Names of the user's own data sets. */
  async own(): Promise<readonly string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
      throw error;
    });
    const whole = entries.filter((entry) => entry.isDirectory() && !entry.name.endsWith('.part'));
    return whole.map(({ name }) => name).sort();
  }

  /** The user's own first, then the built-in ones. */
  async names(): Promise<readonly string[]> {
    return [...(await this.own()), ...builtInDatasets];
  }

  /** @throws UsageError with the nearest known name; DatasetError when the folder was changed */
  async open(name: string): Promise<Dataset> {
    const folder = join(this.#folder, name);
    if (slug.safeParse(name).success && existsSync(folder)) return openDatasetFolder(folder);
    const builtIn = await openBuiltInDataset(name);
    if (builtIn) return builtIn;
    const nearest = nearestKey(name, await this.names());
    const hint = nearest ? `; did you mean "${nearest}"?` : '.';
    throw new UsageError(
      `No data set is called "${name}"${hint} Import one with palimpsest dataset import <source> --name ${name}`,
    );
  }

  /** @throws UsageError when the name is taken; DatasetError and ImageFormatError for what is wrong with the source */
  async import(source: string, name: string): Promise<Dataset> {
    if (builtInDatasets.includes(name))
      throw new UsageError(`The name "${name}" belongs to a built-in data set; choose another with --name`);
    if (name.endsWith('.part')) throw new UsageError(`A data set cannot be called "${name}"; choose another --name`);
    return importDataset(source, join(this.#folder, name));
  }
}
