import { Controller } from '@nestjs/common';
import { routes, type RouteInput, type RouteOutput } from '@palimpsest/contracts';
import { auditLog, projects } from '@palimpsest/persistence';
import { isAllowed } from '@palimpsest/platform';
import { Caller, Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { dated } from './views.js';

@Controller()
export class ProjectsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listProjects)
  async list(
    @Input() { query }: RouteInput<typeof routes.listProjects>,
    @Caller() caller: CallerOf,
  ): Promise<RouteOutput<typeof routes.listProjects>> {
    if (!isAllowed(caller, 'projects:read', caller.project)) return { items: [], next: null };
    const { items, next } = await projects(this.platform.database).list(query, caller.project);
    return { items: items.map(dated), next };
  }

  @Handles(routes.createProject)
  async create(
    @Input() { body }: RouteInput<typeof routes.createProject>,
    @Caller() { actor, project: own }: CallerOf,
  ) {
    if (own !== null) throw new ProblemError('forbidden', 'Only administrators of the installation make projects.');
    const { database, now } = this.platform;
    const project = dated(await projects(database).create(body));
    const event = { at: now().toISOString(), actor, action: 'projects.create', target: body.id, detail: {} };
    await auditLog(database, body.id).append(event);
    return new Located(`/projects/${project.id}`, project);
  }

  @Handles(routes.readProject)
  async read(@Input() { params }: RouteInput<typeof routes.readProject>) {
    const found = await projects(this.platform.database).find(params.project);
    if (!found) throw notFound('Project', params.project);
    return dated(found);
  }
}
