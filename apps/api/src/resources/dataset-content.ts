/** From what a registration names to a data set whose every file is there and fits: its digest and its numbers. */
import type { RouteInput, routes } from '@palimpsest/contracts';
import { openDataset, type Dataset } from '@palimpsest/datasets';
import { sealedDataset, type SealedDataset } from '@palimpsest/orchestration';
import type { DatasetKey } from '@palimpsest/persistence';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Platform } from '../platform.js';

type Input = Pick<RouteInput<typeof routes.createDataset>, 'params' | 'body'>;

/** @throws ProblemError, DatasetError for what is wrong with the files, DataErasedError */
export async function datasetContent(platform: Platform, { params, body }: Input): Promise<Dataset> {
  const { id, source } = body;
  if (source.kind === 'upload') {
    return openDataset(sealedIn(platform, { project: params.project, dataset: id }).files(source));
  }
  const dataset = await openBuiltInDataset(source.name);
  if (!dataset) throw notFound('Built-in data set', source.name);
  return dataset;
}

export function sealedIn({ database, storage, master }: Platform, at: DatasetKey): SealedDataset {
  if (storage) return sealedDataset({ database, storage, master }, at);
  throw new ProblemError(
    'not-ready',
    'This server has no storage for data sets: its operator sets PALIMPSEST_STORAGE.',
  );
}

export function splitsOf({ items }: Dataset) {
  const names = [...new Set(items.map(({ split }) => split))].sort();
  return names.map((split) => {
    const own = items.filter((item) => item.split === split);
    return { split, subjects: new Set(own.map(({ subjectId }) => subjectId)).size, items: own.length };
  });
}
