import { Controller } from '@nestjs/common';
import {
  answeredRequest,
  datePlus,
  extendedRequest,
  named,
  profiles,
  receivedRequest,
  withAudit,
  withCheckpoint,
} from '@palimpsest/compliance';
import { routes, type ErasureRequest, type RouteInput } from '@palimpsest/contracts';
import { audits, eraseRequest, erasureRequests, type KeptRequest, type LoggedChange } from '@palimpsest/persistence';
import { Caller, Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { refuseStrangers } from './refuse-strangers.js';
import { requestView } from './views.js';

interface OfRequest {
  readonly project: string;
  readonly request: string;
}

/** Requests of people to be erased. What may follow on what is said in libs/compliance. */
@Controller()
export class ErasureRequestsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listRequests)
  async list(@Input() { params, query }: RouteInput<typeof routes.listRequests>) {
    const { limit, cursor, ...filter } = query;
    const today = this.#today();
    const { items, next } = await this.#book(params).list({ limit, cursor }, today, filter);
    return { items: items.map((kept) => requestView(kept, today)), next };
  }

  @Handles(routes.listDueRequests)
  async due(@Input() { params, query }: RouteInput<typeof routes.listDueRequests>) {
    const { limit, cursor, on = this.#today(), within } = query;
    const lastDay = within === undefined ? null : datePlus(on, { days: within });
    const { items, next } = await this.#book(params).unanswered({ limit, cursor }, lastDay);
    return { items: items.map((kept) => requestView(kept, on)), next };
  }

  @Handles(routes.createRequest)
  async create(@Input() { params, body }: RouteInput<typeof routes.createRequest>, @Caller() { actor }: CallerOf) {
    const { dataset, profile, ...given } = body;
    if (dataset !== null) await refuseStrangers(this.platform, { project: params.project, dataset }, body.subjects);
    const checkpoints = [...new Set(given.checkpoints)].map((checkpoint) => ({ checkpoint, derivedFrom: null }));
    const request = receivedRequest({ ...given, checkpoints }, named('profile', profiles, profile));
    const logged = this.#logged(actor, 'requests.receive', ({ received, due, subjects }) => ({
      ...{ profile, received, due, people: subjects.length },
    }));
    const kept = await this.#book(params).add(request, logged);
    refuseChanged(kept.request);
    return new Located(`/projects/${params.project}/requests/${body.id}`, requestView(kept, this.#today()));
  }

  @Handles(routes.readRequest)
  async read(@Input() { params }: RouteInput<typeof routes.readRequest>) {
    return this.#found(params, await this.#book(params).find(params.request));
  }

  @Handles(routes.extendRequest)
  extend(@Input() { params, body }: RouteInput<typeof routes.extendRequest>, @Caller() { actor }: CallerOf) {
    const extension = { on: body.on ?? this.#today(), reason: body.reason };
    return this.#change(
      params,
      (request) => extendedRequest(request, extension, named('profile', profiles, request.profile)),
      this.#logged(actor, 'requests.extend', ({ due }) => ({ on: extension.on, due })),
    );
  }

  @Handles(routes.answerRequest)
  answer(@Input() { params, body }: RouteInput<typeof routes.answerRequest>, @Caller() { actor }: CallerOf) {
    const { outcome, reason } = body;
    const on = body.on ?? this.#today();
    return this.#change(
      params,
      (request) => answeredRequest(request, { on, outcome, reason }),
      this.#logged(actor, 'requests.answer', () => ({ on, outcome })),
    );
  }

  @Handles(routes.linkRequest)
  async link(@Input() { params, body }: RouteInput<typeof routes.linkRequest>, @Caller() { actor }: CallerOf) {
    const { audit, checkpoint: served } = body;
    if (audit !== null && !(await audits(this.platform.database, params.project).find(audit)))
      throw notFound('Audit', audit);
    return this.#change(
      params,
      (request) => {
        const linked = audit === null ? request : withAudit(request, audit);
        return served === null ? linked : withCheckpoint(linked, served);
      },
      this.#logged(actor, 'requests.link', () => ({ audit, checkpoint: served?.checkpoint ?? null })),
    );
  }

  @Handles(routes.eraseRequest)
  async erase(@Input() { params }: RouteInput<typeof routes.eraseRequest>, @Caller() { actor }: CallerOf) {
    const { database, master, now } = this.platform;
    return this.#found(params, await eraseRequest(database, params, master, { at: now().toISOString(), actor }));
  }

  async #change(
    params: OfRequest,
    changed: (request: ErasureRequest) => ErasureRequest,
    logged: LoggedChange,
  ): Promise<ReturnType<typeof requestView>> {
    return this.#found(params, await this.#book(params).change(params.request, changed, logged));
  }

  #found({ request }: OfRequest, kept: KeptRequest | null) {
    if (!kept) throw notFound('Request', request);
    return requestView(kept, this.#today());
  }

  #logged(actor: string, action: string, detail: LoggedChange['detail']): LoggedChange {
    return { at: this.platform.now().toISOString(), actor, action, detail };
  }

  #book({ project }: { readonly project: string }) {
    return erasureRequests(this.platform.database, project, this.platform.master);
  }

  /** By UTC. */
  #today(): string {
    return this.platform.now().toISOString().slice(0, 10);
  }
}

/** An answer that may be repeated is kept for a day, in the clear: no reason may ever stand in it. */
function refuseChanged({ id, extension, answer }: ErasureRequest): void {
  if (!extension && !answer) return;
  const what = answer ? 'answered' : 'extended';
  throw new ProblemError('conflict', `Request ${id} was recorded before and has been ${what} since; read it.`);
}
