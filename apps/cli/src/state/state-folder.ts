/**
 * Where things lie in the state folder. Audits and artifacts belong to `fileAuditStore` and are not listed here.
 *
 *     checkpoints.json       registered checkpoints: a name, a folder, a digest
 *     uploads.json           what was begun to be sent to servers, and under which id it goes on
 *     requests.json          requests to be erased, with the hash-chained log of every change
 *     datasets/<name>/       imported data sets, whole
 *     hub/<org>/<name>/      downloaded checkpoints, see hub-folders.ts
 *     reports/<audit>.html   written anew whenever an audit finishes, and …json beside it
 *     timestamps/<audit>.tsr what an authority said of the plan before the first result
 *     zoo/<pool>/            a rebuilt reference zoo
 *     exports.jsonl          who exported pictures of people or an annex, and when
 *     exam/                  of `palimpsest exam`: a state folder of its own, for the exam pool and its audits
 *     server/                of `palimpsest serve`: postgres/, storage/, master.key, what API and worker log
 */
import { join, resolve } from 'node:path';

export const defaultStateFolder = (): string => process.env['PALIMPSEST_STATE'] ?? '.palimpsest';

export const statePaths = (state: string) => ({
  checkpoints: join(resolve(state), 'checkpoints.json'),
  uploads: join(resolve(state), 'uploads.json'),
  requests: join(resolve(state), 'requests.json'),
  datasets: join(resolve(state), 'datasets'),
  hub: join(resolve(state), 'hub'),
  reports: join(resolve(state), 'reports'),
  timeStamps: join(resolve(state), 'timestamps'),
  zoo: join(resolve(state), 'zoo'),
  exports: join(resolve(state), 'exports.jsonl'),
  exam: join(resolve(state), 'exam'),
  server: join(resolve(state), 'server'),
});

/** What has to be typed behind a command so that it finds the same state. */
export const stateArgument = (state: string): string => (state === defaultStateFolder() ? '' : ` --state ${state}`);
