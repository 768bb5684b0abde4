/** What holds of the API on any database and queue. A profile's spec says only how its server is started. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { TestServerOptions } from '../../support/server.js';
import { eventCases } from './event.cases.js';
import { idempotencyCases } from './idempotency.cases.js';
import { listeningServer, type ListeningServer } from './listening-server.js';
import { methodCases } from './method.cases.js';
import { pagingCases } from './paging.cases.js';
import { permissionCases } from './permission.cases.js';
import { problemCases } from './problem.cases.js';
import { requestCases } from './request.cases.js';
import { successCases } from './success.cases.js';
import { tenancyCases } from './tenancy.cases.js';
import { openTenant, type Tenant } from './tenant.js';

export interface World {
  readonly server: ListeningServer;
  readonly acme: Tenant;
  /** Has the same things under other ids. */
  readonly rival: Tenant;
}

export interface StartedProfile extends TestServerOptions {
  /** Ends what the profile started beside the server. */
  readonly stop?: () => Promise<void>;
}

export function describeApi(profile: string, start: () => Promise<StartedProfile>): void {
  describe(`the API on the ${profile} profile`, () => {
    let world: World;
    let stop = (): Promise<void> => Promise.resolve();
    beforeAll(async () => {
      const { stop: stopProfile, ...options } = await start();
      if (stopProfile) stop = stopProfile;
      const server = await listeningServer(options);
      world = { server, acme: await openTenant(server, 'acme'), rival: await openTenant(server, 'rival') };
    });
    afterAll(async () => {
      await (world as World | undefined)?.server.close();
      await stop();
    });
    const at = (): World => world;
    for (const cases of [successCases, problemCases, methodCases, pagingCases, idempotencyCases]) cases(at);
    for (const cases of [permissionCases, tenancyCases, eventCases, requestCases]) cases(at);
  });
}
