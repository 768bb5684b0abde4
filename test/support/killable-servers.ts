/** The servers behind the platform, real ones, each behind an address that stays while it is killed and started again. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectionUrl, startPostgres } from '@palimpsest/persistence';
import { relay } from '../../libs/queue/src/testing/relay.js';
import { redisServer } from '../../libs/queue/src/testing/redis-server.js';
import { eventually } from '../../libs/queue/src/testing/eventually.js';

export interface Server {
  readonly url: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** The embedded server takes another port with each start. */
export async function databaseServer(folder: string): Promise<Server> {
  const door = await relay();
  let server = await startPostgres(join(folder, 'database'));
  door.leadTo(server.connection.port);
  return {
    url: connectionUrl({ ...server.connection, port: door.port }),
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await eventually('the database to be gone', () => !isAlive(server.pid));
      await server.stop();
    },
    async start() {
      server = await startPostgres(join(folder, 'database'));
      door.leadTo(server.connection.port);
    },
    async remove() {
      await door.close();
      await server.stop();
      rmSync(join(folder, 'database'), { recursive: true });
    },
  };
}

/** @param forgetful one that comes back empty: its file is gone with it */
export async function queueServer(forgetful: boolean): Promise<Server> {
  const server = await redisServer();
  if (server.connection.kind !== 'redis') throw new Error('redisServer gives the address of a Redis');
  return {
    url: server.connection.url,
    kill: () => server.kill(),
    async start() {
      if (forgetful) server.forget();
      await server.start();
    },
    remove: () => server.remove(),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
