/**
 * The one place where the profile is chosen: which database, which queue. Addresses hold passwords, so they come
 * from the environment and go to nobody but the drivers.
 */
import {
  connectionFromUrl,
  isLostConnection,
  openDatabase,
  type Connection,
  type Database,
} from '@palimpsest/persistence';
import { readMasterKey, type EncryptionKey } from '@palimpsest/platform';
import { openQueue, QueueUnavailableError, type JobQueue } from '@palimpsest/queue';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export const databaseVariable = 'PALIMPSEST_DATABASE_URL';
export const redisVariable = 'PALIMPSEST_REDIS_URL';

const patience = z.object({
  PALIMPSEST_BOOT_PATIENCE_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  PALIMPSEST_QUEUE_PATIENCE_SECONDS: z.coerce.number().min(1).max(86_400).default(60),
});
const askAgainMs = 500;

export interface Profile {
  readonly connection: Connection;
  readonly database: Database;
  readonly queue: JobQueue;
  /** How long a step may lie in the queue before somebody looks whether the queue still knows it. */
  readonly queuePatienceSeconds: number;
  /** Wraps the keys that personal data lie under. */
  readonly master: EncryptionKey;
  close(): Promise<void>;
}

/** What the environment asks for cannot be had. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/**
 * Servers that are still starting are waited for, at most PALIMPSEST_BOOT_PATIENCE_SECONDS.
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
  const { PALIMPSEST_BOOT_PATIENCE_SECONDS: seconds, PALIMPSEST_QUEUE_PATIENCE_SECONDS: queuePatienceSeconds } =
    patience.parse(environment);
  const address = redis
    ? ({ kind: 'redis', url: redis } as const)
    : ({ kind: 'postgres', connectionString: url } as const);
  const late = AbortSignal.timeout(seconds * 1000);
  const database = await patiently(late, onError, () => openDatabase(connection));
  try {
    const queue = await patiently(late, onError, () => openQueue(address, { onError }));
    const close = async (): Promise<void> => {
      await queue.close();
      await database.destroy();
    };
    return { connection, database, queue, queuePatienceSeconds, master, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Again while the server is away, until it is late. */
async function patiently<T>(late: AbortSignal, onError: (error: Error) => void, open: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (late.aborted || !(isLostConnection(error) || error instanceof QueueUnavailableError)) throw error;
      onError(error as Error);
      await sleep(askAgainMs);
    }
  }
}
