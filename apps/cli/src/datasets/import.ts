/** Imports a data set under a name. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { DatasetFolders } from '../state/dataset-folders.js';
import { describeDataset, summaryOf } from './summary.js';

export async function importData(source: string, { options }: Invocation<{ readonly name: string }>): Promise<void> {
  const dataset = await new DatasetFolders(options.state).import(source, options.name);
  const summary = summaryOf(dataset);
  await emit(options.json, summary, () => `Imported "${dataset.id}".\n${describeDataset(summary)}`);
}
