/** Every data set that a plan can name. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { datasetShelf } from './shelf.js';

export async function listDatasets(invocation: Invocation): Promise<void> {
  const rows = await (await datasetShelf(invocation)).list();
  await emit(invocation.options.json, rows, () =>
    rows.length === 0
      ? 'No data sets. Register one with palimpsest dataset import --built-in <name> --name <name>'
      : columns([['name', 'source'], ...rows.map(({ name, source }) => [name, source])]),
  );
}
