import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import type { Dataset } from '@palimpsest/datasets';
import { datasets } from '@palimpsest/persistence';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { Handles, Input, Located } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { datasetView } from './views.js';

@Controller()
export class DatasetsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listDatasets)
  async list(@Input() { params, query }: RouteInput<typeof routes.listDatasets>) {
    const { items, next } = await datasets(this.platform.database, params.project).list(query);
    return { items: items.map(datasetView), next };
  }

  @Handles(routes.createDataset)
  async create(@Input() { params, body }: RouteInput<typeof routes.createDataset>) {
    const dataset = await openBuiltInDataset(body.source.name);
    if (!dataset) throw notFound('Built-in data set', body.source.name);
    const { digest, items } = dataset;
    const row = await datasets(this.platform.database, params.project).add({
      ...{ id: body.id, digest, source: body.source, items: items.length, splits: splitsOf(dataset) },
    });
    return new Located(`/projects/${params.project}/datasets/${row.id}`, datasetView(row));
  }

  @Handles(routes.readDataset)
  async read(@Input() { params }: RouteInput<typeof routes.readDataset>) {
    const row = await datasets(this.platform.database, params.project).find(params.dataset);
    if (!row) throw notFound('Data set', params.dataset);
    return datasetView(row);
  }
}

function splitsOf({ items }: Dataset) {
  const names = [...new Set(items.map(({ split }) => split))].sort();
  return names.map((split) => {
    const own = items.filter((item) => item.split === split);
    return { split, subjects: new Set(own.map(({ subjectId }) => subjectId)).size, items: own.length };
  });
}
