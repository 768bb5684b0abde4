import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { uploads } from '@palimpsest/persistence';
import type { Storage } from '@palimpsest/storage';
import { Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import { InjectPlatform, type Platform } from '../platform.js';

interface OfUpload {
  readonly project: string;
  readonly upload: string;
}

@Controller()
export class UploadsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.createUpload)
  async create(@Input() { params, body }: RouteInput<typeof routes.createUpload>) {
    const id = await this.#storage().uploads.create({ bytes: body.bytes });
    await uploads(this.platform.database, params.project).begin(id, body.bytes);
    return new Located(`/projects/${params.project}/uploads/${id}`, { id, offset: 0, bytes: body.bytes });
  }

  @Handles(routes.readUpload)
  async read(@Input() { params }: RouteInput<typeof routes.readUpload>) {
    return this.#standing(params, await this.#own(params));
  }

  @Handles(routes.appendToUpload)
  async append(@Input() { params, query, body }: RouteInput<typeof routes.appendToUpload>) {
    const storage = await this.#own(params);
    await storage.uploads.append(params.upload, query.offset, body);
    return this.#standing(params, storage);
  }

  @Handles(routes.finishUpload)
  async finish(@Input() { params, body }: RouteInput<typeof routes.finishUpload>) {
    const blob = await (await this.#own(params)).uploads.finish(params.upload, body);
    await uploads(this.platform.database, params.project).keep(blob);
    return { sha256: blob.sha256, bytes: blob.bytes };
  }

  @Handles(routes.abortUpload)
  async abort(@Input() { params }: RouteInput<typeof routes.abortUpload>): Promise<void> {
    await (await this.#own(params)).uploads.abort(params.upload);
    await uploads(this.platform.database, params.project).forget(params.upload);
  }

  async #standing({ upload }: OfUpload, { uploads: store }: Storage) {
    const standing = await store.offset(upload);
    if (!standing) throw notFound('Upload', upload);
    return { id: upload, offset: standing.offset, bytes: standing.bytes };
  }

  /** The storage, when the upload is the project's. */
  async #own({ project, upload }: OfUpload): Promise<Storage> {
    const storage = this.#storage();
    if (await uploads(this.platform.database, project).isOwn(upload)) return storage;
    throw notFound('Upload', upload);
  }

  #storage(): Storage {
    const { storage } = this.platform;
    if (storage) return storage;
    throw new ProblemError(
      'not-ready',
      'This server has no storage for uploads: its operator sets PALIMPSEST_STORAGE.',
    );
  }
}
