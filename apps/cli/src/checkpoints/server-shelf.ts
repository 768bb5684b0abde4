/** Checkpoints registered in a project of a server. */
import { items } from '@palimpsest/client';
import type { Invocation } from '../commands/invocation.js';
import type { Connection } from '../server/connect.js';
import type { CheckpointShelf, ListedCheckpoint } from './shelf.js';

export function serverShelf(connection: Connection, invocation: Invocation): CheckpointShelf {
  const { client, project } = connection;
  return {
    async list() {
      const rows: ListedCheckpoint[] = [];
      for await (const row of items(client.listCheckpoints, { project, limit: 500 })) rows.push(row);
      return rows;
    },
    show: (checkpoint) => client.readCheckpoint({ project, checkpoint }),
    async add({ name, from, again }) {
      if ('builtIn' in from) {
        return client.createCheckpoint({ project, body: { name, source: { kind: 'built-in', name: from.builtIn } } });
      }
      const { sendCheckpoint } = await import('./send-checkpoint.js'); // loads the engine
      return sendCheckpoint(connection, { name, ...from, again }, invocation);
    },
  };
}
