/**
 * The one place where the profile is chosen: which database, which queue. Addresses hold passwords, so they come
 * from the environment and go to nobody but the drivers.
 */
import { connectionFromUrl, openDatabase, type Connection, type Database } from '@palimpsest/persistence';
import { readMasterKey, type EncryptionKey } from '@palimpsest/platform';
import { openQueue, type JobQueue } from '@palimpsest/queue';

export const databaseVariable = 'PALIMPSEST_DATABASE_URL';
export const redisVariable = 'PALIMPSEST_REDIS_URL';

export interface Profile {
  readonly connection: Connection;
  readonly database: Database;
  readonly queue: JobQueue;
  /** Wraps the keys that personal data lie under. */
  readonly master: EncryptionKey;
  close(): Promise<void>;
}

/** What the environment asks for cannot be had. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/**
 * @param onError hears of lost connections of the queue, which it mends itself
 * @throws ProfileError, EncryptionError, QueueUnavailableError, or what the database driver says
 */
export async function openProfile(
  environment: Readonly<Record<string, string | undefined>>,
  onError: (error: Error) => void,
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
    return { connection, database, queue, master, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
