/** How the command line starts its child processes: our TypeScript, and the state folder. */
import type { WorkerEntry } from '@palimpsest/hosting';

const module = new URL('./worker.ts', import.meta.url);
const register = new URL('../../../../bin/register.mjs', import.meta.url).href;

export const workerEntry = (state: string): WorkerEntry => ({
  module,
  settings: { state },
  execArgv: ['--import', register],
});
