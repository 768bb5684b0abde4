/** The catalogue in one table. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { catalogue } from './catalogue.js';

export async function listPlugins({ options }: Invocation): Promise<void> {
  const all = await catalogue(options);
  await emit(options.json, all, () =>
    columns([
      ['kind', 'id', 'access', 'goal'],
      ...all.map(({ kind, id, needs, goal }) => [kind, id, needs?.access ?? '', goal]),
    ]),
  );
}
