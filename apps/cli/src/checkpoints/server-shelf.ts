/** Checkpoints registered in a project of a server. */
import { items } from '@palimpsest/client';
import { UsageError } from '../failure.js';
import type { Connection } from '../server/connect.js';
import type { CheckpointShelf, ListedCheckpoint } from './shelf.js';

export function serverShelf({ client, project }: Connection): CheckpointShelf {
  return {
    async list() {
      const rows: ListedCheckpoint[] = [];
      for await (const row of items(client.listCheckpoints, { project, limit: 500 })) rows.push(row);
      return rows;
    },
    show: (checkpoint) => client.readCheckpoint({ project, checkpoint }),
    async add({ name, from }) {
      if ('folder' in from) {
        throw new UsageError('Folders cannot be sent to a server yet; register a built-in one with --built-in <name>');
      }
      return client.createCheckpoint({ project, body: { name, source: { kind: 'built-in', name: from.builtIn } } });
    },
  };
}
