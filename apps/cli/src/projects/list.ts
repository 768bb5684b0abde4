/** The projects of a server that the key opens. */
import { items, type Project } from '@palimpsest/client';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { reach } from '../server/connect.js';

export async function listProjects({ options }: Invocation): Promise<void> {
  const { client } = await reach(options);
  const rows: Project[] = [];
  for await (const row of items(client.listProjects, { limit: 500 })) rows.push(row);
  await emit(options.json, rows, () =>
    rows.length === 0
      ? 'No projects. An administrator makes one with palimpsest project add <id>'
      : columns([['project', 'title', 'made'], ...rows.map(cells)]),
  );
}

const cells = ({ id, title, createdAt }: Project): readonly string[] => [id, title, createdAt.slice(0, 10)];
