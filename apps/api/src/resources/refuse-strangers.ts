/** Whether pseudonyms belong to people of a data set: a mistyped one would be looked for in vain. */
import { pseudonymOf } from '@palimpsest/audit';
import { datasets, type DatasetKey } from '@palimpsest/persistence';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Platform } from '../platform.js';
import { datasetContent } from './dataset-content.js';

/** @throws ProblemError naming those that do not; DataErasedError for a data set that is gone */
export async function refuseStrangers(
  platform: Platform,
  { project, dataset }: DatasetKey,
  pseudonyms: readonly string[],
): Promise<void> {
  const row = await datasets(platform.database, project).find(dataset);
  if (!row) throw notFound('Data set', dataset);
  const { digest, items } = await datasetContent(platform, { params: { project }, body: row });
  const people = new Set([...new Set(items.map(({ subjectId }) => subjectId))].map((id) => pseudonymOf(digest, id)));
  const strangers = pseudonyms.filter((pseudonym) => !people.has(pseudonym));
  if (strangers.length === 0) return;
  throw new ProblemError(
    'invalid-input',
    `Nobody in data set ${dataset} has the pseudonym ${strangers.join(', ')}; pseudonyms differ from data set to data set.`,
  );
}
