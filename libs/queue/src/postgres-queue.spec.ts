import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '@palimpsest/persistence';
import { describeJobQueue } from './testing/describe-job-queue.js';
import { eventually } from './testing/eventually.js';
import { relay } from './testing/relay.js';
import type { TestedServer } from './testing/tested-server.js';

/** The embedded server takes another port with each start; behind a relay its address stays. */
async function postgresServer(): Promise<TestedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-queue-'));
  const door = await relay();
  let server = await startPostgres(folder);
  door.leadTo(server.connection.port);
  const { user, password, database } = server.connection;
  return {
    connection: {
      kind: 'postgres',
      connectionString: `postgres://${user}:${password}@127.0.0.1:${door.port}/${database}`,
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await eventually('the server to be gone', () => !isAlive(server.pid));
      await server.stop();
    },
    async start() {
      server = await startPostgres(folder);
      door.leadTo(server.connection.port);
    },
    async remove() {
      await door.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describeJobQueue('PostgreSQL', postgresServer, { describe, it, expect, beforeAll, afterAll });
