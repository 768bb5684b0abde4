/** Starts the server on a cluster that is there, and waits until it answers. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresBinaries } from './binaries.js';
import { endingWithParent, lastLine, plainEnvironment, unprivileged } from './command.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface LaunchedServer {
  readonly server: ChildProcess;
  readonly exited: Promise<void>;
  readonly connection: Connection;
}

const startPatienceMs = 60_000;
const sessionPatienceMs = 30_000;

/**
 * Sessions of a server that was killed notice at the end of their statement, and until then the data are theirs: it
 * waits for them.
 * @throws EmbeddedPostgresError when it does not start
 */
export async function launch(
  folder: string,
  data: string,
  binaries: PostgresBinaries,
  login: Omit<Connection, 'port'>,
): Promise<LaunchedServer> {
  const late = AbortSignal.timeout(sessionPatienceMs);
  for (;;) {
    const connection = { ...login, port: await freePort() };
    const server = spawnServer(folder, data, binaries, connection.port);
    const exited = once(server, 'exit').then(
      () => {},
      () => {}, // a program that cannot be run has an exit code too
    );
    try {
      await ready(folder, server, connection);
      return { server, exited, connection };
    } catch (error) {
      await exited;
      if (late.aborted || !logOf(folder).includes('pre-existing shared memory block')) throw error;
      await sleep(200);
    }
  }
}

function spawnServer(folder: string, data: string, { postgres }: PostgresBinaries, port: number): ChildProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const log = openSync(join(folder, 'server.log'), 'w', 0o600);
  try {
    // The death signal is set last: changing users would clear it.
    const command = unprivileged(endingWithParent({ program: postgres, args }));
    // Apart from our group: Ctrl-C on a terminal is for us, and what we started may need the database until it has ended.
    const options = { stdio: ['ignore', log, log] as ['ignore', number, number], detached: true };
    return spawn(command.program, command.args, { ...options, env: plainEnvironment() });
  } finally {
    closeSync(log);
  }
}

async function ready(folder: string, server: ChildProcess, connection: Connection): Promise<void> {
  const late = AbortSignal.timeout(startPatienceMs);
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null || late.aborted) {
      server.kill('SIGQUIT');
      const said = lastLine(logOf(folder)) ?? 'it said nothing';
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

function logOf(folder: string): string {
  return readFileSync(join(folder, 'server.log'), 'utf8');
}
