/**
 * The embedded database: a PostgreSQL of our own in a folder of the user's choice, started and stopped by us. It
 * listens on 127.0.0.1 at a free port and lets in whoever has the password that lies, readable by its owner alone,
 * beside the data.
 *
 *   ‹folder›/data        the cluster        ‹folder›/owner.json    the process that has it
 *   ‹folder›/password    32 random bytes    ‹folder›/server.log    what the server says
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, type PostgresBinaries } from './binaries.js';
import { endingWithParent, mayStart, unprivileged } from './command.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { stopLeftover } from './leftover.js';
import { takeOwnership } from './ownership.js';

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly connection: Connection;
  readonly pid: number;
  /** Fast shutdown; safe to call twice. */
  stop(): Promise<void>;
}

const user = 'palimpsest';
const startPatienceMs = 60_000;

/**
 * Starts the server, making the cluster first where there is none.
 * @throws EmbeddedPostgresError when another process has the folder, no binaries are installed, or it does not start
 */
export async function startPostgres(given: string): Promise<EmbeddedPostgres> {
  const folder = resolve(given);
  const binaries = await findBinaries();
  if (!binaries) {
    const platform = `${process.platform}-${process.arch}`;
    throw new EmbeddedPostgresError(folder, `npm has no PostgreSQL for ${platform}`, 'Give the URL of a database.');
  }
  if (!mayStart()) {
    const reason = 'PostgreSQL does not run as root or a user without a name, and user namespaces are not allowed here';
    throw new EmbeddedPostgresError(folder, reason, 'Run as another user, or give the URL of a database.');
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const giveUp = takeOwnership(folder, join(folder, 'owner.json'));
  try {
    return await start(folder, binaries, giveUp);
  } catch (error) {
    giveUp();
    throw error;
  }
}

async function start(folder: string, binaries: PostgresBinaries, giveUp: () => void): Promise<EmbeddedPostgres> {
  const data = join(folder, 'data');
  await stopLeftover(folder, data);
  if (!existsSync(data)) makeCluster(folder, data, binaries);
  const password = readFileSync(join(folder, 'password'), 'utf8');
  const connection = { host: '127.0.0.1', port: await freePort(), user, password, database: 'postgres' };
  const server = launch(folder, data, binaries, connection.port);
  const exited = once(server, 'exit');
  await ready(folder, server, connection);
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGINT');
      await exited;
    }
    giveUp();
  };
  return { connection, pid: server.pid as number, stop: () => (stopping ??= stop()) };
}

/** In a folder that is renamed when it is whole: one that was cut off is made anew. */
function makeCluster(folder: string, data: string, { initdb }: PostgresBinaries): void {
  const [unfinished, passwordFile] = [`${data}.new`, join(folder, 'password')];
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const options = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const { program, args } = unprivileged({ program: initdb, args: ['-D', unfinished, '-U', user, ...options] });
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', env: plainEnvironment() });
  if (status !== 0) {
    const reason = `no cluster could be made: ${lastLine(stderr) ?? error?.message ?? 'unknown reason'}`;
    throw new EmbeddedPostgresError(folder, reason, 'Is the disk full, or the folder on one without permissions?');
  }
  renameSync(unfinished, data);
}

function launch(folder: string, data: string, { postgres }: PostgresBinaries, port: number): ChildProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const log = openSync(join(folder, 'server.log'), 'w', 0o600);
  try {
    // The death signal is set last: changing users would clear it.
    const command = unprivileged(endingWithParent({ program: postgres, args }));
    return spawn(command.program, command.args, { stdio: ['ignore', log, log], env: plainEnvironment() });
  } finally {
    closeSync(log);
  }
}

async function ready(folder: string, server: ChildProcess, connection: Connection): Promise<void> {
  const late = AbortSignal.timeout(startPatienceMs);
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null || late.aborted) {
      server.kill('SIGQUIT');
      const said = lastLine(readFileSync(join(folder, 'server.log'), 'utf8')) ?? 'it said nothing';
      throw new EmbeddedPostgresError(
        folder,
        `the server did not start: ${said}`,
        `See ${join(folder, 'server.log')}.`,
      );
    }
    const client = new pg.Client(connection);
    client.on('error', () => {}); // a connection that breaks while the server starts is tried again
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(15);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Without PGDATA, PGPORT and the like of whoever starts us. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

function lastLine(text: string | null): string | undefined {
  return text?.trim().split('\n').at(-1) || undefined;
}
