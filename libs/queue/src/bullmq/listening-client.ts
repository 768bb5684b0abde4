/**
 * BullMQ 6.7 takes all listeners off its listening PostgreSQL client before it ends it. When the server goes away in
 * that moment, the client's error has nobody to hear it and ends the process. Here one listener always stays.
 */
import { EventEmitter } from 'node:events';
import type { PostgresQueueBackend } from 'bullmq';

interface Connection {
  readonly pool: EventEmitter;
  getListenClient(): Promise<EventEmitter>;
}

/** The pool's connections too: between the pool, which stops listening, and whoever asked for one there is a moment. */
export function survivingClose(backend: PostgresQueueBackend): PostgresQueueBackend {
  const { connection } = backend as unknown as { connection: Connection };
  connection.pool.on('connect', (client: EventEmitter) => client.on('error', () => {}));
  const getListenClient = connection.getListenClient.bind(connection);
  connection.getListenClient = async () => {
    const client = await getListenClient();
    client.removeAllListeners = (event) => {
      EventEmitter.prototype.removeAllListeners.call(client, event);
      return client.on('error', () => {});
    };
    return client;
  };
  return backend;
}
