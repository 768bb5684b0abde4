/** The server's master key, made at the first start when nobody gave one. Personal data are read with it alone. */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileVariable } from '@palimpsest/platform';
import { UsageError } from '../failure.js';
import { ownKeyFile, type Environment } from './app-environment.js';
import type { ServerSettings } from './settings.js';

/** @throws UsageError when the key is gone and the data are not: another key would not read them */
export function ensureMasterKey(settings: Pick<ServerSettings, 'folder'>, given: Environment = process.env): void {
  const file = ownKeyFile(settings, given);
  if (file === null || existsSync(file)) return;
  if (existsSync(join(settings.folder, 'postgres', 'data'))) {
    const remedy = `Restore it, name it with ${keyFileVariable}, or move ${settings.folder} away to start anew`;
    throw new UsageError(`${file} is gone, and what lies sealed in the database cannot be read without it. ${remedy}.`);
  }
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
}
