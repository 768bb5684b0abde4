/**
 * The embedded database: a PostgreSQL of our own in a folder of the user's choice, started and stopped by us. It
 * listens on 127.0.0.1 at a free port and lets in whoever has the password that lies, readable by its owner alone,
 * beside the data.
 *
 *   ‹folder›/data        the cluster        ‹folder›/owner.json    the process that has it
 *   ‹folder›/password    32 random bytes    ‹folder›/server.log    what the server says
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries, type PostgresBinaries } from './binaries.js';
import { lastLine, mayStart, plainEnvironment, unprivileged } from './command.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { launch, type Connection } from './launch.js';
import { stopLeftover } from './leftover.js';
import { takeOwnership } from './ownership.js';

export interface EmbeddedPostgres {
  readonly connection: Connection;
  readonly pid: number;
  /** Resolves when the server is no more, however it ended; whoever wants it back stops it and starts another. */
  readonly exited: Promise<void>;
  /** Fast shutdown; safe to call twice. */
  stop(): Promise<void>;
}

const user = 'palimpsest';

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
    return await start(realpathSync(folder), binaries, giveUp); // a leftover is known by its folder's one true name
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
  const login = { host: '127.0.0.1', user, password, database: 'postgres' };
  const { server, exited, connection } = await launch(folder, data, binaries, login);
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGINT');
      await exited;
    }
    giveUp();
  };
  return { connection, pid: server.pid as number, exited, stop: () => (stopping ??= stop()) };
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
