/** A platform of processes that may all be killed: database, queue where the profile has one, API and two workers. */
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseVariable, redisVariable } from '@palimpsest/orchestration';
import { keyVariable } from '@palimpsest/platform';
import { ApiClient } from './api-client.js';
import { StartedProcess } from './started-process.js';
import { databaseServer, queueServer, type Server } from './killable-servers.js';

/** `forgetful`: the queue is a Redis that loses everything with each kill. */
export type ProfileName = 'embedded' | 'cluster' | 'forgetful';

export interface Cluster {
  readonly client: ApiClient;
  readonly database: Server;
  readonly queue: Server | null;
  readonly api: StartedProcess;
  readonly workers: readonly StartedProcess[];
  readonly folder: string;
  /** In the environment of every process of this platform and of their children, and of nobody else. */
  readonly mark: string;
  /** SIGTERM to all; @returns how many processes did not end with their parents */
  stop(): Promise<void>;
  remove(): void;
}

export interface ClusterOptions {
  readonly profile: ProfileName;
  readonly workers: number;
  readonly environment: Readonly<Record<string, string>>;
}

export async function startCluster({ profile, workers: count, environment }: ClusterOptions): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-chaos-'));
  mkdirSync(join(folder, 'logs'));
  const database = await databaseServer(folder);
  const queue = profile === 'embedded' ? null : await queueServer(profile === 'forgetful');
  const variables = {
    [markVariable]: folder,
    [keyVariable]: randomBytes(32).toString('base64'),
    [databaseVariable]: database.url,
    ...(queue ? { [redisVariable]: queue.url } : {}),
    PALIMPSEST_PORT: String(await freePort()),
    PALIMPSEST_REQUESTS_PER_MINUTE: '10000000',
    ...environment,
  };
  const logFile = (name: string) => join(folder, 'logs', `${name}.log`);
  const api = new StartedProcess('api', { environment: variables, logFile: logFile('api') });
  const workers = Array.from(
    { length: count },
    (_, index) => new StartedProcess('worker', { environment: variables, logFile: logFile(`worker-${index}`) }),
  );
  const { url = '', key } = await api.start();
  await Promise.all(workers.map((worker) => worker.start()));
  return {
    ...{ database, queue, api, workers, folder, mark: `${markVariable}=${folder}` },
    client: new ApiClient(url, key ?? ''),
    async stop() {
      await Promise.all([api, ...workers].map((process) => process.stop()));
      await queue?.remove();
      await database.remove();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const markVariable = 'PALIMPSEST_CHAOS_MARK';

/** The API keeps its port from boot to boot. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
