import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { datasetFiles, datasets, eraseDataset, type SealedFile } from '@palimpsest/persistence';
import { Caller, Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { datasetContent, sealedIn, splitsOf } from './dataset-content.js';
import { datasetView } from './views.js';

@Controller()
export class DatasetsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listDatasets)
  async list(@Input() { params, query }: RouteInput<typeof routes.listDatasets>) {
    const { items, next } = await this.#register(params).list(query);
    return { items: items.map(datasetView), next };
  }

  @Handles(routes.createDataset)
  async create(@Input() input: RouteInput<typeof routes.createDataset>) {
    const { params, body } = input;
    const dataset = await datasetContent(this.platform, input);
    const { digest, items } = dataset;
    const row = await this.#register(params).add({
      ...{ id: body.id, digest, source: body.source, items: items.length, splits: splitsOf(dataset) },
    });
    return new Located(`/projects/${params.project}/datasets/${row.id}`, datasetView(row));
  }

  @Handles(routes.readDataset)
  async read(@Input() { params }: RouteInput<typeof routes.readDataset>) {
    return datasetView(await this.#find(params));
  }

  @Handles(routes.listDatasetFiles)
  async files(@Input() { params, query }: RouteInput<typeof routes.listDatasetFiles>) {
    const { items, next } = await datasetFiles(this.platform.database, params).list(query);
    return { items: items.map(fileView), next };
  }

  @Handles(routes.sendDatasetFile)
  async send(@Input() { params, body }: RouteInput<typeof routes.sendDatasetFile>) {
    const known = await datasetFiles(this.platform.database, params).find(params.sha256);
    if (!known && (await this.#register(params).find(params.dataset))) {
      throw new ProblemError('conflict', `Data set ${params.dataset} is registered and never changes; name another.`);
    }
    return fileView(await sealedIn(this.platform, params).keep(params.sha256, body));
  }

  @Handles(routes.eraseDataset)
  async erase(@Input() { params }: RouteInput<typeof routes.eraseDataset>, @Caller() { actor }: CallerOf) {
    const { database, master, storage, now } = this.platform;
    if ((await this.#find(params)).source.kind === 'built-in') {
      throw new ProblemError('conflict', `Data set ${params.dataset} is generated: there is nobody to forget in it.`);
    }
    const erased = await eraseDataset(database, params, master, { at: now().toISOString(), actor });
    if (!erased) throw notFound('Data set', params.dataset);
    for (const blob of erased.blobs) await storage?.blobs.remove(blob);
    return datasetView(erased.row);
  }

  #register({ project }: { readonly project: string }) {
    return datasets(this.platform.database, project);
  }

  async #find(params: { readonly project: string; readonly dataset: string }) {
    const row = await this.#register(params).find(params.dataset);
    if (!row) throw notFound('Data set', params.dataset);
    return row;
  }
}

const fileView = ({ sha256, bytes }: SealedFile) => ({ sha256, bytes });
