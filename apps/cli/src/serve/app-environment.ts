/**
 * What the applications are told. Addresses hold passwords, so they are told in the environment and nowhere else.
 * Whatever we were told ourselves is passed on; what is missing lies in the server's folder.
 */
import { join } from 'node:path';
import { databaseVariable, storageVariable } from '@palimpsest/orchestration';
import { keyFileVariable, keyVariable } from '@palimpsest/platform';
import type { ServerSettings } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the master key is kept when nobody gave one; null when somebody did. */
export const ownKeyFile = ({ folder }: Pick<ServerSettings, 'folder'>, given: Environment): string | null =>
  given[keyFileVariable] || given[keyVariable] ? null : join(folder, 'master.key');

export function appEnvironment(
  settings: ServerSettings,
  { databaseUrl, port }: { readonly databaseUrl: string; readonly port: number },
  given: Environment = process.env,
): NodeJS.ProcessEnv {
  const { folder, host, workers } = settings;
  const keyFile = ownKeyFile(settings, given);
  return {
    [storageVariable]: join(folder, 'storage'),
    PALIMPSEST_CHECKPOINT_CACHE: join(folder, 'checkpoints'),
    ...given,
    [databaseVariable]: databaseUrl,
    PALIMPSEST_HOST: host,
    PALIMPSEST_PORT: String(port),
    ...(keyFile === null ? {} : { [keyFileVariable]: keyFile }),
    ...(workers === null ? {} : { PALIMPSEST_WORKER_PROCESSES: String(workers) }),
  };
}
