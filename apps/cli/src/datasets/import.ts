/** Imports a data set under a name. */
import type { ImportOptions } from '../commands/dataset.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { datasetShelf, sourceOf } from './shelf.js';
import { describeDataset } from './summary.js';

export async function importData(given: string | undefined, invocation: Invocation<ImportOptions>): Promise<void> {
  const { options } = invocation;
  const from = sourceOf(given, options.builtIn);
  const summary = await (await datasetShelf(invocation)).import(from, options.name);
  await emit(options.json, summary, () => `Imported "${summary.id}".\n${describeDataset(summary)}`);
}
