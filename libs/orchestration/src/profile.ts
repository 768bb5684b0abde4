/**
 * The one place where the profile is chosen: which database, which queue. Addresses hold passwords, so they come
 * from the environment and go to nobody but the drivers.
 */
import { openDatabase, type Connection, type Database } from '@palimpsest/persistence';
import { openQueue, type JobQueue } from '@palimpsest/queue';
import { databaseAddress, redisAddress, type Environment } from './addresses.js';

export interface Profile {
  readonly connection: Connection;
  readonly database: Database;
  readonly queue: JobQueue;
  close(): Promise<void>;
}

/**
 * @param onError hears of lost connections of the queue, which it mends itself
 * @throws ProfileError, QueueUnavailableError, or what the database driver says
 */
export async function openProfile(environment: Environment, onError: (error: Error) => void): Promise<Profile> {
  const { url, connection } = databaseAddress(environment);
  const redis = redisAddress(environment);
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
    return { connection, database, queue, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
