/** A worker as a process of its own, on the database of a test server. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface TestWorker {
  /** All that it wrote, as text. */
  readonly logged: () => string;
  /** Lets it finish what it does. */
  stop(): Promise<void>;
}

/** @throws Error with what it wrote when it ends instead of getting ready */
export async function startTestWorker(environment: Readonly<Record<string, string>>): Promise<TestWorker> {
  const main = fileURLToPath(new URL('../../apps/worker/src/main.ts', import.meta.url));
  const register = new URL('../../bin/register.mjs', import.meta.url).href;
  const child = fork(main, [], {
    execArgv: ['--import', register],
    env: { ...process.env, PALIMPSEST_WORKER_PROCESSES: '1', PALIMPSEST_WORKER_DRAIN_SECONDS: '5', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (written += text.toString()));
  const ended = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error(`the worker ended: ${written}`);
  return {
    logged: () => written,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
