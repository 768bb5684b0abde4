/** Data sets imported into the state folder, and the generated people. */
import { builtInDatasets } from '@palimpsest/zoo';
import { UsageError } from '../failure.js';
import { DatasetFolders } from '../state/dataset-folders.js';
import type { DatasetShelf } from './shelf.js';
import { summaryOf } from './summary.js';

export function localShelf(state: string): DatasetShelf {
  const folders = new DatasetFolders(state);
  return {
    async list() {
      const own = (await folders.own()).map((name) => ({ name, source: 'imported' }));
      return [...own, ...builtInDatasets.map((name) => ({ name, source: 'built-in' }))];
    },
    show: async (name) => summaryOf(await folders.open(name)),
    async import(from, name) {
      if ('source' in from) return summaryOf(await folders.import(from.source, name));
      throw new UsageError(`Built-in data sets are always there: name "${from.builtIn}" in a plan`);
    },
  };
}
