/** The catalogue of a server, which may be of another version than this command line. */
import type { Plugin } from '@palimpsest/client';
import type { Connection } from '../server/connect.js';
import type { PluginDescription, PluginKind } from './describe.js';

const kinds = { probes: 'probe', detectors: 'detector', defenses: 'defense', metrics: 'metric' } as const;

export async function serverCatalogue({ client }: Connection): Promise<readonly PluginDescription[]> {
  const lists = (Object.keys(kinds) as (keyof typeof kinds)[]).map(async (kind) => {
    const { items } = await client.listPlugins({ kind });
    return items.map((plugin) => describe(kinds[kind], plugin));
  });
  return (await Promise.all(lists)).flat();
}

function describe(kind: PluginKind, { params, ...plugin }: Plugin): PluginDescription {
  return { kind, ...plugin, needs: null, parameters: params };
}
