/** Rebuilds a pool and says whether it came out as the shipped one. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shippedPortraits } from '@palimpsest/datasets';
import { buildZoo, readZooIndex, shippedZoo, type ZooIndex } from '@palimpsest/zoo';
import type { Invocation } from '../commands/invocation.js';
import type { ZooBuildOptions } from '../commands/zoo.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { manifestDigest } from '@palimpsest/zoo';
import { statePaths } from '../state/state-folder.js';
import { followSteps } from './follow-steps.js';

export async function build({ options, progress }: Invocation<ZooBuildOptions>): Promise<void> {
  const { pool } = options;
  const threads = Number(options.threads);
  if (!Number.isInteger(threads) || threads < 1 || threads > 64)
    throw new UsageError(`--threads ${options.threads}: give a whole number from 1 to 64`);
  const output = resolve(options.output ?? join(statePaths(options.state).zoo, pool));
  const index = await buildZoo({
    ...{ pool, output, threads, work: `${output}-work`, portraits: shippedPortraits },
    onProgress: followSteps((label, total) => progress.task(label, total)),
  });
  const equal = await sameAsShipped(index);
  await emit(options.json, { output, index, ...(equal ? { sameAsShipped: equal.length } : {}) }, () =>
    [
      `Built ${index.entries.length} checkpoints in ${output}`,
      ...(equal ? [`${equal.length} of ${index.entries.length} are byte for byte the shipped ones.`] : []),
      ...(equal && equal.length < index.entries.length ? [otherBits] : []),
    ].join('\n'),
  );
}

const otherBits =
  'Other processors and numbers of threads sum in another order, and training amplifies the last bits: compare what ' +
  'the checkpoints know (docs/zoo-results.md), not their bytes.';

/** Names of checkpoints that are equal to the shipped ones; null when another pool ships, or none. */
async function sameAsShipped(built: ZooIndex): Promise<readonly string[] | null> {
  if (!existsSync(join(shippedZoo, 'zoo.json'))) return null;
  const shipped = await readZooIndex(shippedZoo);
  if (shipped.pool !== built.pool) return null;
  const digests = new Map(shipped.entries.map((entry) => [entry.name, manifestDigest(entry)]));
  return built.entries.filter((entry) => digests.get(entry.name) === manifestDigest(entry)).map(({ name }) => name);
}
