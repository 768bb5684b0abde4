/** The applications of a server: where they are, and what they are told. Addresses hold passwords: environment only. */
import { join } from 'node:path';
import { databaseVariable } from '@palimpsest/orchestration';
import type { App } from './app-process.js';
import type { ServerSettings } from './settings.js';

const at = (app: string): URL => new URL(`../../../${app}/src/main.ts`, import.meta.url);
const logOf = ({ folder, verbose }: ServerSettings, name: string) => (verbose ? null : join(folder, `${name}.log`));

export const apiApp = (settings: ServerSettings): App => ({
  name: 'API',
  module: at('api'),
  log: logOf(settings, 'api'),
});

export const apiEnvironment = ({ host }: ServerSettings, databaseUrl: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  [databaseVariable]: databaseUrl,
  PALIMPSEST_HOST: host,
  PALIMPSEST_PORT: String(port),
});

export const workerApp = (settings: ServerSettings): App => ({
  name: 'worker',
  module: at('worker'),
  log: logOf(settings, 'worker'),
});

export const workerEnvironment = ({ workers }: ServerSettings, databaseUrl: string): NodeJS.ProcessEnv => ({
  ...process.env,
  [databaseVariable]: databaseUrl,
  ...(workers === null ? {} : { PALIMPSEST_WORKER_PROCESSES: String(workers) }),
});
