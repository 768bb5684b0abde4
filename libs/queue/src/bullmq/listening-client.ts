/**
 * BullMQ 6.7 takes all listeners off its listening PostgreSQL client before it ends it. When the server goes away in
 * that moment, the client's error has nobody to hear it and ends the process. Here one listener always stays.
 */
import { EventEmitter } from 'node:events';
import type { PostgresQueueBackend } from 'bullmq';

export function survivingClose(backend: PostgresQueueBackend): PostgresQueueBackend {
  const { connection } = backend as unknown as { connection: { getListenClient(): Promise<EventEmitter> } };
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
