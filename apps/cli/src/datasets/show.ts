/** One data set in numbers. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { datasetShelf } from './shelf.js';
import { describeDataset } from './summary.js';

export async function showDataset(name: string, invocation: Invocation): Promise<void> {
  const summary = await (await datasetShelf(invocation)).show(name);
  await emit(invocation.options.json, summary, () => describeDataset(summary));
}
