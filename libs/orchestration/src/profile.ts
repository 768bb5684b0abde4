/**
 * The one place where the profile is chosen: which database, which queue. Addresses hold passwords, so they come
 * from the environment and go to nobody but the drivers.
 */
import { isLostConnection, openDatabase, type Connection, type Database } from '@palimpsest/persistence';
import { readMasterKey, type EncryptionKey } from '@palimpsest/platform';
import { openQueue, QueueUnavailableError, type JobQueue } from '@palimpsest/queue';
import type { Storage } from '@palimpsest/storage';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { databaseAddress, redisAddress, type Environment } from './addresses.js';
import { storageFromEnvironment } from './storage-from-environment.js';

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
  /** Null where the environment names none: nothing can be uploaded then. */
  readonly storage: Storage | null;
  /** For the rest of a boot: again while a server is away, as long as it was waited for before. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Servers that are still starting are waited for, at most PALIMPSEST_BOOT_PATIENCE_SECONDS.
 * @param onError hears of lost connections of the queue, which it mends itself
 * @param clock milliseconds since 1970
 * @throws ProfileError, EncryptionError, QueueUnavailableError, or what the database driver says
 */
export async function openProfile(
  environment: Environment,
  onError: (error: Error) => void,
  clock: () => number,
): Promise<Profile> {
  const { url, connection } = databaseAddress(environment);
  const redis = redisAddress(environment);
  const master = readMasterKey(environment);
  const storage = storageFromEnvironment(environment, clock);
  await storage?.check();
  const { PALIMPSEST_BOOT_PATIENCE_SECONDS: seconds, PALIMPSEST_QUEUE_PATIENCE_SECONDS: queuePatienceSeconds } =
    patience.parse(environment);
  const address = redis
    ? ({ kind: 'redis', url: redis } as const)
    : ({ kind: 'postgres', connectionString: url } as const);
  const patiently = <T>(work: () => Promise<T>): Promise<T> => again(seconds, onError, work);
  const database = await patiently(() => openDatabase(connection));
  try {
    const queue = await patiently(() => openQueue(address, { onError }));
    const close = async (): Promise<void> => {
      await queue.close();
      await database.destroy();
    };
    return { connection, database, queue, queuePatienceSeconds, master, storage, patiently, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** While the server is away, until it is late. */
async function again<T>(seconds: number, onError: (error: Error) => void, work: () => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(seconds * 1000);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (late.aborted || !(isLostConnection(error) || error instanceof QueueUnavailableError)) throw error;
      onError(error as Error);
      await sleep(askAgainMs);
    }
  }
}
