/**
 * A server with one project for programs that are not ours. The first line it prints is its address and the
 * administrator's key; then, one a line, the parameters of paths that lead to something. Ends at SIGTERM.
 */
import { once } from 'node:events';
import { listeningServer } from '../e2e/api/listening-server.js';
import { setState } from '../e2e/api/route-requests.js';
import { openTenant } from '../e2e/api/tenant.js';

const server = await listeningServer();
const tenant = await openTenant(server, 'acme');
await setState(server, tenant, 'complete'); // streams of events end
const parameters = Object.entries(tenant.params).map(([name, value]) => `"path.${name}" = "${value}"`);
process.stdout.write(`${[`${server.url} ${server.adminKey}`, ...parameters].join('\n')}\n`);
await once(process, 'SIGTERM');
await server.close();
