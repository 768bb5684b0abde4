/** One data set in numbers. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { DatasetFolders } from '../state/dataset-folders.js';
import { describeDataset, summaryOf } from './summary.js';

export async function showDataset(name: string, { options }: Invocation): Promise<void> {
  const summary = summaryOf(await new DatasetFolders(options.state).open(name));
  await emit(options.json, summary, () => describeDataset(summary));
}
