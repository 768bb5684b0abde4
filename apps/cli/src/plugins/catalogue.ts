/** What there is to test with: of this installation, or of a server. */
import type { GlobalOptions } from '../commands/invocation.js';
import type { PluginDescription } from './describe.js';

export async function catalogue(options: GlobalOptions): Promise<readonly PluginDescription[]> {
  if (!options.server) return (await import('./describe.js')).descriptions();
  const { connect } = await import('../server/connect.js');
  return (await import('./server-catalogue.js')).serverCatalogue(await connect(options));
}
