/** The server's database: the embedded one, or the PostgreSQL that the environment names. */
import { join } from 'node:path';
import { databaseVariable } from '@palimpsest/orchestration';
import {
  connectionFromUrl,
  connectionUrl,
  openDatabase,
  startPostgres,
  type Connection,
} from '@palimpsest/persistence';
import { UsageError } from '../failure.js';

export interface ServerDatabase {
  readonly connection: Connection;
  /** Holds a password. */
  readonly url: string;
  /** Resolves when it is no more; never for one that is not ours. */
  readonly exited: Promise<void>;
  /** Only what is ours is stopped. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Its tables are brought up to date.
 * @throws UsageError, EmbeddedPostgresError also when another process serves from the folder
 */
export function openServerDatabase(folder: string, given = process.env[databaseVariable]): Promise<ServerDatabase> {
  return given ? named(given) : embedded(join(folder, 'postgres'));
}

async function embedded(folder: string): Promise<ServerDatabase> {
  const server = await startPostgres(folder);
  const { connection, exited } = server;
  try {
    await upToDate(connection);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { connection, url: connectionUrl(connection), exited, stop: () => server.stop() };
}

async function named(url: string): Promise<ServerDatabase> {
  const connection = connectionFromUrl(url);
  const form = 'postgresql://user:password@host:5432/database';
  if (!connection) throw new UsageError(`${databaseVariable} is no URL of a PostgreSQL: ${form}`);
  try {
    await upToDate(connection);
  } catch (error) {
    const { host, port, database } = connection;
    const { message, code } = error as NodeJS.ErrnoException;
    const place = `Database ${database} at ${host}:${port}`;
    throw new UsageError(`${place} cannot be opened: ${message || code}. Is ${databaseVariable} right?`, {
      cause: error,
    });
  }
  return { connection, url, exited: new Promise(() => {}), stop: () => Promise.resolve() };
}

async function upToDate(connection: Connection): Promise<void> {
  await (await openDatabase(connection)).destroy();
}
