/** One data set in numbers. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { datasetShelf } from './shelf.js';
import { describeDataset } from './summary.js';

export async function showDataset(name: string, { options }: Invocation): Promise<void> {
  const summary = await (await datasetShelf(options)).show(name);
  await emit(options.json, summary, () => describeDataset(summary));
}
