/** The worker as a process of its own. SIGTERM lets it finish; a second one, or SIGKILL, loses no finding either. */
import { openProfile } from '@palimpsest/orchestration';
import { createLog, engineVersion, onStop, startTracing } from '@palimpsest/platform';
import { workerSettings } from './settings.js';
import { startWorker } from './worker.js';

const log = createLog('worker');
const tracing = await startTracing('palimpsest-worker', (reason) => log.warn({ reason }, 'tracing'));
const settings = workerSettings(process.env);
const profile = await openProfile(process.env, (error) => log.warn({ error: error.name }, 'queue'), Date.now);
const worker = await startWorker(profile, engineVersion, settings, log);
log.info({ worker: settings.name, processes: settings.processes }, 'ready');
process.send?.({ kind: 'ready' });
onStop(async () => {
  log.info('draining');
  await worker.drain();
  await profile.close();
  await tracing.stop();
  log.info('stopped');
});
