/**
 * A PostgreSQL of Debian's package on a cluster of its own in a temporary folder, unlike the embedded one on purpose:
 * another version, and a collation in which `a` comes before `B`. PostgreSQL does not run as root: root hands it over
 * to the user that the package made.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from '../../libs/queue/src/testing/eventually.js';

export interface DebianPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const packageRoot = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

export async function debianPostgres(): Promise<DebianPostgres> {
  const programs = newestPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-debian-postgres-'));
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o700);
  const [data, port] = [join(folder, 'data'), await freePort()];
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
  const [program, args] = asOwner(join(programs, 'initdb'), ['-D', data, '-U', 'test', '--auth=trust', ...locale]);
  execFileSync(program, args, { stdio: 'pipe', cwd: '/' });
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const [server, rest] = asOwner(join(programs, 'postgres'), [
    ...['-D', data, '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const running = spawn(server, rest, { stdio: 'ignore', cwd: '/' });
  const exited = once(running, 'exit');
  const url = `postgresql://test:none@127.0.0.1:${port}/postgres`;
  await eventually(`the PostgreSQL of ${programs} to answer`, () => answers(url));
  return {
    url,
    async stop() {
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGINT');
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

function newestPrograms(): string {
  const versions = existsSync(packageRoot) ? readdirSync(packageRoot).map(Number).filter(Number.isInteger) : [];
  const newest = versions.sort((a, b) => b - a)[0];
  if (newest === undefined) throw new Error('There is no PostgreSQL of Debian here: apt-get install postgresql');
  return join(packageRoot, String(newest), 'bin');
}

function asOwner(program: string, args: readonly string[]): [string, string[]] {
  if (!isRoot) return [program, [...args]];
  const user = ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'];
  return ['setpriv', [...user, '--', program, ...args]];
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on('error', () => {}); // one that breaks while the server starts is tried again
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
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
