/**
 * The one place where the profile is chosen: which database, which queue. Addresses hold passwords, so they come
 * from the environment and go to nobody but the drivers.
 */
import { connectionFromUrl, openDatabase, type Connection, type Database } from '@palimpsest/persistence';
import { readMasterKey, type EncryptionKey } from '@palimpsest/platform';
import { openQueue, type JobQueue } from '@palimpsest/queue';
import type { Storage } from '@palimpsest/storage';
import { ProfileError } from './profile-error.js';
import { storageFromEnvironment } from './storage-from-environment.js';

export const databaseVariable = 'PALIMPSEST_DATABASE_URL';
export const redisVariable = 'PALIMPSEST_REDIS_URL';

export interface Profile {
  readonly connection: Connection;
  readonly database: Database;
  readonly queue: JobQueue;
  /** Wraps the keys that personal data lie under. */
  readonly master: EncryptionKey;
  /** Null where the environment names none: nothing can be uploaded then. */
  readonly storage: Storage | null;
  close(): Promise<void>;
}

/**
 * @param onError hears of lost connections of the queue, which it mends itself
 * @param clock milliseconds since 1970
 * @throws ProfileError, EncryptionError, QueueUnavailableError, or what the database driver says
 */
export async function openProfile(
  environment: Readonly<Record<string, string | undefined>>,
  onError: (error: Error) => void,
  clock: () => number,
): Promise<Profile> {
  const url = environment[databaseVariable];
  if (!url)
    throw new ProfileError(`${databaseVariable} is not set. Give the URL of a PostgreSQL, or use palimpsest serve.`);
  const connection = connectionFromUrl(url);
  if (!connection)
    throw new ProfileError(
      `${databaseVariable} is no URL of a PostgreSQL: postgresql://user:password@host:5432/database`,
    );
  const master = readMasterKey(environment);
  const storage = storageFromEnvironment(environment, clock);
  await storage?.check();
  const redis = environment[redisVariable];
  const database = await openDatabase(connection);
  try {
    const address = redis
      ? ({ kind: 'redis', url: redis } as const)
      : ({ kind: 'postgres', connectionString: url } as const);
    const queue = await openQueue(address, { onError });
    const close = async (): Promise<void> => {
      await queue.close();
      await database.destroy();
    };
    return { connection, database, queue, master, storage, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
