/**
 * Where the jobs are kept. BullMQ takes a backend per queue, so that both kinds can be open in one process; what it
 * calls a connection is ours here, and is turned into each driver's own settings in one place.
 */
import {
  createPostgresBackend,
  createRedisBackend,
  type BackendFactory,
  type IQueueBackend,
  type RedisQueueBackend,
} from 'bullmq';
import { survivingClose } from './listening-client.js';
import { tellLostConnections } from './lost-connection.js';

export type QueueConnection =
  { readonly kind: 'postgres'; readonly connectionString: string } | { readonly kind: 'redis'; readonly url: string };

export type Backend = BackendFactory<IQueueBackend, QueueConnection>;

/** How long a first connection may take. */
export const patienceMs = 10_000;
/** How often a Redis that went away is looked for, and how often in vain before an `add` rejects. */
const reconnect = { everyMs: 250, times: 8 };

/**
 * @param prefix the schema in PostgreSQL, what every key begins with in Redis
 * @param closed when it is aborted, a server that is away is waited for no longer
 */
export function backendFor({ kind }: QueueConnection, prefix: string, closed: AbortSignal): Backend {
  return kind === 'postgres' ? postgresBackend(prefix) : redisBackend(prefix, closed);
}

function postgresBackend(schema: string): Backend {
  return (name, { connection, ...options }, extra) => {
    if (connection.kind !== 'postgres') throw new TypeError('A PostgreSQL queue was given the address of a Redis.');
    const { connectionString } = connection;
    const pool = { connectionString, schema, migrate: true, max: 3, connectionTimeoutMillis: patienceMs };
    return survivingClose(tellLostConnections(createPostgresBackend(name, { ...options, connection: pool }, extra)));
  };
}

function redisBackend(prefix: string, closed: AbortSignal): Backend {
  return (name, { connection, ...options }, extra) => {
    if (connection.kind !== 'redis') throw new TypeError('A Redis queue was given the address of a PostgreSQL.');
    const patient = extra?.withBlockingConnection === true; // a consumer waits for its server as long as it takes
    let everReady = false; // a server that never answered is an error, one that went away is waited for
    const client = {
      url: connection.url,
      connectTimeout: patienceMs,
      retryStrategy: () => (everReady && !closed.aborted ? reconnect.everyMs : null),
      maxRetriesPerRequest: patient ? null : reconnect.times,
    };
    const settings = { ...options, prefix, connection: client };
    const backend = createRedisBackend(name, settings, extra);
    backend.once('ready', () => (everReady = true));
    closed.addEventListener('abort', () => void letGo(backend));
    return backend;
  };
}

/** Only what is connected: ioredis never ends a client that is told to while it reconnects; that one ends by itself. */
async function letGo({ connection, blockingConnection }: RedisQueueBackend): Promise<void> {
  for (const each of [connection, blockingConnection]) {
    const client = await each?.client.catch(() => null);
    if (client?.status === 'ready') client.disconnect();
  }
}
