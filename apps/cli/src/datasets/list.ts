/** Every data set that a plan can name. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { builtInDatasets } from '@palimpsest/zoo';
import { DatasetFolders } from '../state/dataset-folders.js';

export async function listDatasets({ options }: Invocation): Promise<void> {
  const rows = [
    ...(await new DatasetFolders(options.state).own()).map((name) => ({ name, source: 'imported' })),
    ...builtInDatasets.map((name) => ({ name, source: 'built-in' })),
  ];
  await emit(options.json, rows, () =>
    columns([['name', 'source'], ...rows.map(({ name, source }) => [name, source])]),
  );
}
