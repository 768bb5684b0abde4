/** What `serve` was asked for, checked before anything starts. */
import { resolve } from 'node:path';
import type { ServeOptions } from '../commands/serve.js';
import type { GlobalOptions } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { statePaths } from '../state/state-folder.js';
import { workerCount } from '../workers/worker-count.js';

export interface ServerSettings {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** The worker's child processes; null leaves it to the worker. */
  readonly workers: number | null;
  /** As the worker reads them: how long it has for what it runs when it is to end. */
  readonly drainSeconds: number;
  /** Data and logs. */
  readonly folder: string;
  /** Logs go to our standard error instead of files. */
  readonly verbose: boolean;
}

/** @throws UsageError */
export function serverSettings(options: ServeOptions & GlobalOptions): ServerSettings {
  const { host, port, workers, state, verbose = false } = options;
  return {
    ...{ host, verbose, port: portOf(port), folder: statePaths(resolve(state)).server },
    drainSeconds: Number(process.env['PALIMPSEST_WORKER_DRAIN_SECONDS'] ?? 30) || 0,
    workers: workers === undefined ? null : workerCount(workers),
  };
}

function portOf(given: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new UsageError(`--port ${given}: give a whole number from 0 to 65535; 0 takes a free one`);
}
