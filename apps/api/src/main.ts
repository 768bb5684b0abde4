/** The API as a process of its own. It never loads a model: workers do. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { catalog } from '@palimpsest/catalog';
import { AuditFlow, openProfile } from '@palimpsest/orchestration';
import { listenForEvents } from '@palimpsest/persistence';
import { createLog, engineVersion, onStop, readEvidenceSigner, startTracing } from '@palimpsest/platform';
import { createApp, defaultLimits } from './create-app.js';
import { firstKey } from './first-key.js';
import { AllowedOrigins } from './endpoints/allowed-origins.js';
import { identityProvider } from './http/identity-provider.js';
import { apiSettings } from './settings.js';

const log = createLog('api');
const tracing = await startTracing('palimpsest-api', (reason) => log.warn({ reason }, 'tracing'));
const { host, port, requestsPerMinute, endpointOrigins, identityProvider: provider } = apiSettings(process.env);
const signer = await readEvidenceSigner(process.env);
const profile = await openProfile(process.env, (error) => log.warn({ error: error.name }, 'queue'), Date.now);
const { database, queue, connection, master, storage, queuePatienceSeconds } = profile;
const onLost = (error: Error): void => log.warn({ error: error.name }, 'event channel');
const events = await profile.patiently(() => listenForEvents(connection, onLost));
const flow = new AuditFlow({ database, queue, catalog, engine: engineVersion, queuePatienceSeconds, master, storage });
const now = () => new Date();
const app = await createApp(
  {
    database,
    queue,
    master,
    storage,
    signer,
    identityProvider: provider && identityProvider(provider),
    endpointOrigins: new AllowedOrigins(endpointOrigins),
    flow,
    catalog,
    engine: engineVersion,
    now,
    watch: (...audit) => events.watch(...audit),
  },
  log,
  {
    ...defaultLimits,
    requestsPerMinute,
  },
);
await app.listen(port, host);
const server = app.getHttpServer() as Server;
const url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
const key = await profile.patiently(() => firstKey(database));
log.info({ url }, 'ready');
if (process.send) process.send({ kind: 'ready', url, key });
else if (key) process.stdout.write(`The first administrator's API key, shown this once: ${key}\n`);
onStop(async () => {
  server.closeAllConnections();
  await app.close();
  await events.close();
  await profile.close();
  await tracing.stop();
});
