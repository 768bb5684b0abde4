/** A whole server in one process but for the models: database, queue, API; tests ask it over HTTP. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { catalog } from '@palimpsest/catalog';
import { AuditFlow, openProfile, type Profile } from '@palimpsest/orchestration';
import { connectionUrl, listenForEvents, startPostgres, type EmbeddedPostgres } from '@palimpsest/persistence';
import { newKeyPair } from '@palimpsest/evidence';
import { engineVersion, readEvidenceSigner } from '@palimpsest/platform';
import { pino } from 'pino';
import { AllowedOrigins } from '../../apps/api/src/endpoints/allowed-origins.js';
import { createApp, defaultLimits } from '../../apps/api/src/create-app.js';
import { firstKey } from '../../apps/api/src/first-key.js';
import { identityProvider, type IdentityProviderSettings } from '../../apps/api/src/http/identity-provider.js';
import type { Limits } from '../../apps/api/src/http/middleware.js';

export interface TestServer {
  readonly app: INestApplication;
  readonly profile: Profile;
  /** Gone when it closes. */
  readonly folder: string;
  /** Of the first administrator. */
  readonly adminKey: string;
  /** All that was logged, as text. */
  readonly logged: () => string;
  readonly environment: Readonly<Record<string, string>>;
  /** The API's: set ahead, it shows what comes with time. Keys, leases and the database have their own. */
  readonly clock: { aheadDays: number };
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly limits?: Partial<Limits>;
  /** Addresses of servers that are there already; an embedded database unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly provider?: IdentityProviderSettings | null;
  readonly endpointOrigins?: readonly string[];
}

export async function startTestServer({
  limits = {},
  environment,
  provider = null,
  endpointOrigins = [],
}: TestServerOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-server-'));
  const server = environment ? null : await startPostgres(folder);
  const addresses = environment ?? embedded(server as NonNullable<typeof server>);
  const own = {
    PALIMPSEST_KEY: randomBytes(32).toString('base64'),
    PALIMPSEST_SIGNING_KEY: (await newKeyPair()).privateKey,
    PALIMPSEST_STORAGE: join(folder, 'storage'),
  };
  const variables = { ...own, ...addresses };
  const profile = await openProfile(variables, () => {}, Date.now);
  const { database, queue, connection, master, storage } = profile;
  const signer = await readEvidenceSigner(variables);
  const events = await listenForEvents(connection, () => {});
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const flow = new AuditFlow({ database, queue, catalog, engine: engineVersion, master, storage });
  const watch: typeof events.watch = (...audit) => events.watch(...audit);
  const clock = { aheadDays: 0 };
  const platform = {
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
    now: () => new Date(Date.now() + clock.aheadDays * 86_400_000),
    watch,
  };
  const app = await createApp(platform, log, { ...defaultLimits, requestsPerMinute: 1_000_000, ...limits });
  const adminKey = (await firstKey(database)) ?? '';
  return {
    ...{ app, profile, folder, adminKey, clock, environment: variables },
    logged: () => lines.join(''),
    async close() {
      await app.close();
      await events.close();
      await profile.close();
      await server?.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const embedded = ({ connection }: EmbeddedPostgres) => ({ PALIMPSEST_DATABASE_URL: connectionUrl(connection) });
