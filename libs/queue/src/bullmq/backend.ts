/**
 * Where the jobs are kept. BullMQ takes a backend per queue, so that both kinds can be open in one process; what it
 * calls a connection is ours here, and is turned into each driver's own settings in one place.
 */
import { createPostgresBackend, createRedisBackend, type BackendFactory, type IQueueBackend } from 'bullmq';
import { tellLostConnections } from './lost-connection.js';

export type QueueConnection =
  { readonly kind: 'postgres'; readonly connectionString: string } | { readonly kind: 'redis'; readonly url: string };

export type Backend = BackendFactory<IQueueBackend, QueueConnection>;

/** How long a first answer may take, and how long an `add` waits for a server that went away. */
export const patienceMs = 10_000;
const reconnectMs = 500;

/** @param prefix the schema in PostgreSQL, what every key begins with in Redis */
export function backendFor({ kind }: QueueConnection, prefix: string): Backend {
  return kind === 'postgres' ? postgresBackend(prefix) : redisBackend(prefix);
}

function postgresBackend(schema: string): Backend {
  return (name, { connection, ...options }, extra) => {
    if (connection.kind !== 'postgres') throw new TypeError('A PostgreSQL queue was given the address of a Redis.');
    const { connectionString } = connection;
    const pool = { connectionString, schema, migrate: true, max: 3, connectionTimeoutMillis: patienceMs };
    return tellLostConnections(createPostgresBackend(name, { ...options, connection: pool }, extra));
  };
}

function redisBackend(prefix: string): Backend {
  return (name, { connection, ...options }, extra) => {
    if (connection.kind !== 'redis') throw new TypeError('A Redis queue was given the address of a PostgreSQL.');
    const patient = extra?.withBlockingConnection === true; // a consumer waits for its server as long as it takes
    const client = {
      url: connection.url,
      retryStrategy: () => reconnectMs,
      maxRetriesPerRequest: patient ? null : patienceMs / reconnectMs,
    };
    const settings = { ...options, prefix, connection: client };
    return createRedisBackend(name, settings, extra);
  };
}
