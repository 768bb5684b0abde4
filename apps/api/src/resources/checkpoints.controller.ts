import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { checkpoints } from '@palimpsest/persistence';
import { Handles, Input, Located } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { checkpointFiles } from './checkpoint-files.js';
import { checkpointView } from './views.js';

@Controller()
export class CheckpointsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listCheckpoints)
  async list(@Input() { params, query }: RouteInput<typeof routes.listCheckpoints>) {
    const { items, next } = await checkpoints(this.platform.database, params.project).list(query);
    return { items: items.map(checkpointView), next };
  }

  @Handles(routes.createCheckpoint)
  async create(@Input() input: RouteInput<typeof routes.createCheckpoint>) {
    const { params, body } = input;
    const register = checkpoints(this.platform.database, params.project);
    if (body.derivedFrom !== null && !(await register.find(body.derivedFrom))) {
      throw notFound('Checkpoint', body.derivedFrom);
    }
    const files = await checkpointFiles(this.platform, input);
    const bytes = files.files.reduce((total, file) => total + file.bytes, 0);
    const row = await register.add({
      ...{ name: body.name, derivedFrom: body.derivedFrom, bytes: String(bytes) },
      ...files,
    });
    return new Located(`/projects/${params.project}/checkpoints/${row.name}`, checkpointView(row));
  }

  @Handles(routes.readCheckpoint)
  async read(@Input() { params }: RouteInput<typeof routes.readCheckpoint>) {
    const row = await checkpoints(this.platform.database, params.project).find(params.checkpoint);
    if (!row) throw notFound('Checkpoint', params.checkpoint);
    return { ...checkpointView(row), files: [...row.files] };
  }
}
