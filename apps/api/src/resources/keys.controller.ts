import { Controller } from '@nestjs/common';
import { permissions, routes, type RouteInput } from '@palimpsest/contracts';
import { apiKeys, auditLog, projects, type ApiKeyRow } from '@palimpsest/persistence';
import { createApiKey, isAllowed } from '@palimpsest/platform';
import { Caller, Handles, Input } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { refuseMoreThan } from './granting.js';
import { keyView } from './views.js';

@Controller()
export class KeysController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listKeys)
  async list(@Input() { query }: RouteInput<typeof routes.listKeys>, @Caller() { project }: CallerOf) {
    const { items, next } = await apiKeys(this.platform.database).list(query, project);
    return { items: items.map(keyView), next };
  }

  @Handles(routes.createKey)
  async create(@Input() { body }: RouteInput<typeof routes.createKey>, @Caller() caller: CallerOf) {
    const { database } = this.platform;
    refuseMoreThan(caller, body);
    if (body.project !== null && !(await projects(database).find(body.project)))
      throw notFound('Project', body.project);
    const expiresAt = body.expiresAt === null ? null : Date.parse(body.expiresAt);
    const { record, text } = createApiKey({ ...body, expiresAt });
    const row = await apiKeys(database).add(record);
    await this.#log(caller, 'keys.create', row);
    return { ...keyView(row), key: text };
  }

  @Handles(routes.revokeKey)
  async revoke(@Input() { params }: RouteInput<typeof routes.revokeKey>, @Caller() caller: CallerOf): Promise<void> {
    const { database, now } = this.platform;
    const keys = apiKeys(database);
    const found = await keys.find(params.key);
    if (!found || (caller.project !== null && found.project !== caller.project)) throw notFound('Key', params.key);
    await keys.revoke(params.key, now());
    await this.#log(caller, 'keys.revoke', found);
  }

  @Handles(routes.readCaller)
  caller(@Caller() caller: CallerOf) {
    const { actor, role, project } = caller;
    const allowed = permissions.filter((permission) => isAllowed(caller, permission, project));
    return { actor, role, project, permissions: allowed };
  }

  /** In the log of the key's project; the installation has none. */
  async #log({ actor }: CallerOf, action: string, { id, project, role }: ApiKeyRow): Promise<void> {
    if (project === null) return;
    const { database, now } = this.platform;
    await auditLog(database, project).append({ at: now().toISOString(), actor, action, target: id, detail: { role } });
  }
}
