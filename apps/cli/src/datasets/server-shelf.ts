/** Data sets registered in a project of a server, which tells counts and nothing else of them. */
import { items, type Dataset } from '@palimpsest/client';
import type { Progress } from '../output/progress.js';
import type { Connection } from '../server/connect.js';
import type { DatasetShelf, ListedDataset } from './shelf.js';
import type { DatasetSummary } from './summary.js';

export function serverShelf(connection: Connection, progress: Progress): DatasetShelf {
  const { client, project } = connection;
  return {
    async list() {
      const rows: ListedDataset[] = [];
      for await (const { id, ...row } of items(client.listDatasets, { project, limit: 500 })) {
        rows.push({ name: id, ...row });
      }
      return rows;
    },
    show: async (dataset) => summaryOf(await client.readDataset({ project, dataset })),
    async import(from, name) {
      if ('source' in from) {
        const { sendDataset } = await import('./send-dataset.js'); // brings the picture library
        return summaryOf(await sendDataset(connection, { source: from.source, name }, progress));
      }
      const body = { id: name, source: { kind: 'built-in', name: from.builtIn } } as const;
      return summaryOf(await client.createDataset({ project, body }));
    },
  };
}

const summaryOf = ({ id, digest, splits }: Dataset): DatasetSummary => ({
  ...{ id, digest },
  splits: splits.map(({ split, subjects, items: questions }) => ({ split, subjects, questions })),
});
