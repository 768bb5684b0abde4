/** Options of everything that runs an audit. */
import type { Command } from 'commander';
import { UsageError } from '../failure.js';

export interface WorkOptions {
  readonly workers?: string;
}

export interface RunOptions extends WorkOptions, SeedOptions {
  readonly policy?: string;
  readonly timestamp?: string;
}

export interface SeedOptions {
  readonly seed?: string;
}

export const withWorkers = (command: Command): Command =>
  command.option('--workers <n>', 'child processes; the number of cores unless given. Results do not depend on it');

export const withSeed = (command: Command): Command =>
  command.option('--seed <n>', "use this seed instead of the plan's; several as 1,2,3");

/** "1,2,3" → [1, 2, 3]. @throws UsageError */
export function parseSeeds(given: string | undefined): readonly number[] | undefined {
  if (given === undefined) return undefined;
  const seeds = given.split(',').map((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN));
  if (seeds.every((seed) => Number.isSafeInteger(seed))) return seeds;
  throw new UsageError(`--seed ${given}: give whole numbers from 0, for example 7 or 1,2,3`);
}
