/** How many child processes: as many as cores unless told. More than twice that only costs memory. */
import { availableParallelism } from 'node:os';
import { UsageError } from '../failure.js';

/** @throws UsageError for anything but a whole number from 1 to twice the cores */
export function workerCount(given: string | undefined, cores: number = availableParallelism()): number {
  if (given === undefined) return cores;
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 2 * cores)
    throw new UsageError(
      `--workers ${given}: give a whole number from 1 to ${2 * cores} (this machine has ${cores} cores)`,
    );
  return count;
}
