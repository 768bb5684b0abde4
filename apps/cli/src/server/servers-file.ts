/**
 * Servers that this user is logged in to, with their keys: `palimpsest/servers.json` in the user's configuration
 * folder. Only the user can read it, and it is refused when others can.
 */
import { mkdir, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseStrict } from '@palimpsest/contracts';
import { z } from 'zod';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from '../state/atomic-file.js';

const login = z.strictObject({ server: z.string(), key: z.string(), project: z.string().nullable() });
export type Login = z.infer<typeof login>;
const schema = 'palimpsest.servers/1';
const serversFile = z.strictObject({ schema: z.literal(schema), servers: z.array(login) });

export const serversPath = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'palimpsest', 'servers.json');

/** @throws UsageError when others can read it or it is damaged */
export async function readLogins(path = serversPath()): Promise<readonly Login[]> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!file) return [];
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new UsageError(`${path} holds API keys and others can read it; run chmod 600 ${path}`);
    return parseStrict(serversFile, parseJson(await file.readFile('utf8'), path), path).servers;
  } finally {
    await file.close();
  }
}

export async function keepLogin(added: Login, path = serversPath()): Promise<void> {
  const others = (await readLogins(path)).filter(({ server }) => server !== added.server);
  await write([...others, added], path);
}

/** @returns whether there was one */
export async function dropLogin(server: string, path = serversPath()): Promise<boolean> {
  const known = await readLogins(path);
  const others = known.filter((entry) => entry.server !== server);
  if (others.length < known.length) await write(others, path);
  return others.length < known.length;
}

async function write(servers: readonly Login[], path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomically(path, `${JSON.stringify({ schema, servers }, null, 2)}\n`, 0o600);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON; move it away and log in again`);
  }
}
