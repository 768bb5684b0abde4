import { Controller } from '@nestjs/common';
import { routes, type EndpointView, type RouteInput } from '@palimpsest/contracts';
import { auditLog, endpoints, type EndpointRow } from '@palimpsest/persistence';
import { askForModels } from '../endpoints/ask-for-models.js';
import { Caller, Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';

@Controller()
export class EndpointsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listEndpoints)
  async list(@Input() { params, query }: RouteInput<typeof routes.listEndpoints>) {
    const { items, next } = await this.#of(params.project).list(query);
    return { items: items.map(view), next };
  }

  @Handles(routes.createEndpoint)
  async create(@Input() { params, body }: RouteInput<typeof routes.createEndpoint>, @Caller() { actor }: CallerOf) {
    if (!this.platform.endpointOrigins.allows(body.url)) throw notListed();
    const row = await this.#of(params.project).add(body);
    const { database, now } = this.platform;
    const detail = { url: row.url };
    const event = { at: now().toISOString(), actor, action: 'endpoints.create', target: row.name, detail };
    await auditLog(database, params.project).append(event);
    return new Located(`/projects/${params.project}/endpoints/${row.name}`, view(row));
  }

  @Handles(routes.readEndpoint)
  async read(@Input() { params }: RouteInput<typeof routes.readEndpoint>) {
    const row = await this.#of(params.project).find(params.endpoint);
    if (!row) throw notFound('Endpoint', params.endpoint);
    return view(row);
  }

  @Handles(routes.checkEndpoint)
  async check(@Input() { params }: RouteInput<typeof routes.checkEndpoint>) {
    const register = this.#of(params.project);
    const row = await register.find(params.endpoint);
    if (!row) throw notFound('Endpoint', params.endpoint);
    if (!this.platform.endpointOrigins.allows(row.url)) return { usable: false, reason: unlisted };
    const reason = await askForModels({ url: row.url, model: row.model, key: await register.keyOf(row) });
    return { usable: reason === null, reason };
  }

  @Handles(routes.deleteEndpoint)
  async remove(@Input() { params }: RouteInput<typeof routes.deleteEndpoint>): Promise<void> {
    if (!(await this.#of(params.project).remove(params.endpoint))) throw notFound('Endpoint', params.endpoint);
  }

  #of(project: string) {
    return endpoints(this.platform.database, project, this.platform.master);
  }
}

const view = ({ name, url, model, sealedKey, createdAt }: EndpointRow): EndpointView => ({
  ...{ name, url, model, hasKey: sealedKey !== null, createdAt: createdAt.toISOString() },
});

const unlisted = 'its address is not on the list of this server; its operator sets PALIMPSEST_ENDPOINTS';
const notListed = () => new ProblemError('invalid-input', `url: ${unlisted}`);
