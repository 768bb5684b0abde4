/** A server that outlived its owner, which was killed: it is stopped, so that a new one finds its data whole. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { commandOf, isAlive } from './processes.js';

const patienceMs = 20_000;

/** @throws EmbeddedPostgresError when it does not stop */
export async function stopLeftover(folder: string, data: string): Promise<void> {
  const pid = postmasterOf(data);
  if (pid === null || !isAlive(pid) || !commandOf(pid)?.includes(data)) return;
  process.kill(pid, 'SIGINT');
  const late = AbortSignal.timeout(patienceMs);
  while (isAlive(pid)) {
    if (late.aborted) {
      const reason = `a server of an earlier run (process ${pid}) does not stop`;
      throw new EmbeddedPostgresError(folder, reason, `Stop it with \`kill -QUIT ${pid}\`.`);
    }
    await sleep(20);
  }
}

function postmasterOf(data: string): number | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
