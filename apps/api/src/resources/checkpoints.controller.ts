import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { checkpoints } from '@palimpsest/persistence';
import { builtInCheckpoints } from '@palimpsest/zoo';
import { Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import { InjectPlatform, type Platform } from '../platform.js';
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
  async create(@Input() { params, body }: RouteInput<typeof routes.createCheckpoint>) {
    const register = checkpoints(this.platform.database, params.project);
    if (body.derivedFrom !== null && !(await register.find(body.derivedFrom))) {
      throw notFound('Checkpoint', body.derivedFrom);
    }
    const files = await filesOf(body);
    const bytes = files.list.reduce((total, file) => total + file.bytes, 0);
    const row = await register.add({
      ...{ name: body.name, digest: files.digest, family: 'llava', files: files.list, derivedFrom: body.derivedFrom },
      ...{ bytes: String(bytes), source: files.source },
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

async function filesOf({ source }: RouteInput<typeof routes.createCheckpoint>['body']) {
  if (source.kind === 'built-in') {
    const found = (await builtInCheckpoints()).find(({ name }) => name === source.name);
    if (!found) throw notFound('Built-in checkpoint', source.name);
    return { list: found.files, digest: found.digest, source };
  }
  throw new ProblemError('invalid-input', 'source.kind: this server takes no uploads yet; use a built-in checkpoint');
}
