import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { projects, users } from '@palimpsest/persistence';
import { Caller, Handles, Input } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { refuseMoreThan } from './granting.js';
import { userView } from './views.js';

@Controller()
export class UsersController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listUsers)
  async list(@Input() { query }: RouteInput<typeof routes.listUsers>, @Caller() { project }: CallerOf) {
    const { items, next } = await users(this.platform.database).list(query, project);
    return { items: items.map(userView), next };
  }

  @Handles(routes.createUser)
  async create(@Input() { body }: RouteInput<typeof routes.createUser>, @Caller() caller: CallerOf) {
    const { database } = this.platform;
    refuseMoreThan(caller, { ...body, scopes: null });
    if (body.project !== null && !(await projects(database).find(body.project)))
      throw notFound('Project', body.project);
    return userView(await users(database).add(body));
  }

  @Handles(routes.disableUser)
  async disable(
    @Input() { params }: RouteInput<typeof routes.disableUser>,
    @Caller() { project }: CallerOf,
  ): Promise<void> {
    const { database, now } = this.platform;
    const found = await users(database).find(params.user);
    if (!found || (project !== null && found.project !== project)) throw notFound('User', params.user);
    await users(database).disable(params.user, now());
  }
}
