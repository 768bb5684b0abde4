import { Controller } from '@nestjs/common';
import { auditPlan, routes, type AuditState, type RouteInput } from '@palimpsest/contracts';
import {
  auditLog,
  audits,
  eraseAudit,
  findingsPage,
  plans,
  steps,
  type AuditKey,
  type AuditRow,
} from '@palimpsest/persistence';
import type { LogEvent } from '@palimpsest/platform';
import { Caller, Handles, Input, Located } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { auditView, stepView } from './views.js';

@Controller()
export class AuditsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listAudits)
  async list(@Input() { params, query }: RouteInput<typeof routes.listAudits>) {
    const { limit, cursor, state, verdict, plan: planName } = query;
    const list = audits(this.platform.database, params.project);
    const { items, next } = await list.list({ limit, cursor }, { state, verdict, planName });
    return { items: items.map(auditView), next };
  }

  @Handles(routes.createAudit)
  async create(@Input() { params, body }: RouteInput<typeof routes.createAudit>, @Caller() { actor }: CallerOf) {
    const { database, flow } = this.platform;
    const plan = await plans(database, params.project).find(body.plan);
    if (!plan) throw notFound('Plan', body.plan);
    const eraseAfter = body.eraseAfter === null ? null : new Date(body.eraseAfter);
    const options = { priority: body.priority, eraseAfter };
    const audit = await flow.start(params.project, auditPlan.parse(plan.content), options);
    await this.#log({ ...params, audit: audit.id }, 'audits.create', { actor, detail: { plan: audit.planDigest } });
    return new Located(`/projects/${params.project}/audits/${audit.id}`, auditView(audit));
  }

  @Handles(routes.readAudit)
  async read(@Input() { params }: RouteInput<typeof routes.readAudit>) {
    return auditView(await this.#find(params));
  }

  @Handles(routes.cancelAudit)
  cancel(@Input() { params }: RouteInput<typeof routes.cancelAudit>, @Caller() { actor }: CallerOf) {
    return this.#move(params, {
      from: ['queued', 'running', 'paused'],
      to: 'cancelled',
      action: 'audits.cancel',
      actor,
    });
  }

  @Handles(routes.pauseAudit)
  pause(@Input() { params }: RouteInput<typeof routes.pauseAudit>, @Caller() { actor }: CallerOf) {
    return this.#move(params, { from: ['queued', 'running'], to: 'paused', action: 'audits.pause', actor });
  }

  @Handles(routes.resumeAudit)
  async resume(@Input() { params }: RouteInput<typeof routes.resumeAudit>, @Caller() { actor }: CallerOf) {
    const outcome = await this.platform.flow.resume(params);
    if (outcome?.moved) await this.#log(params, 'audits.resume', { actor });
    return moved(params.audit, outcome, 'resumed');
  }

  @Handles(routes.eraseAudit)
  async erase(@Input() { params }: RouteInput<typeof routes.eraseAudit>, @Caller() { actor }: CallerOf) {
    const { database, master, now } = this.platform;
    const erased = await eraseAudit(database, params, master, { at: now().toISOString(), actor });
    if (!erased) throw notFound('Audit', params.audit);
    return auditView(erased);
  }

  @Handles(routes.listSteps)
  async steps(@Input() { params, query }: RouteInput<typeof routes.listSteps>) {
    await this.#find(params);
    const { state, ...page } = query;
    const { items, next } = await steps(this.platform.database, params).list(page, state);
    return { items: items.map(stepView), next };
  }

  @Handles(routes.listFindings)
  async findings(@Input() { params, query }: RouteInput<typeof routes.listFindings>) {
    await this.#find(params);
    const { kind, unit, ...page } = query;
    return findingsPage(this.platform.database, params, page, { kind, unit });
  }

  async #move(params: AuditKey, { from, to, action, actor }: Move) {
    const outcome = await audits(this.platform.database, params.project).move(params.audit, from, to);
    if (outcome?.moved) await this.#log(params, action, { actor });
    return moved(params.audit, outcome, to);
  }

  async #log({ project, audit }: AuditKey, action: string, { actor, detail = {} }: Logged): Promise<void> {
    const { database, now } = this.platform;
    await auditLog(database, project).append({ at: now().toISOString(), actor, action, target: audit, detail });
  }

  async #find({ project, audit }: AuditKey): Promise<AuditRow> {
    const found = await audits(this.platform.database, project).find(audit);
    if (!found) throw notFound('Audit', audit);
    return found;
  }
}

interface Move {
  readonly from: readonly AuditState[];
  readonly to: AuditState;
  /** For the log. */
  readonly action: string;
  readonly actor: string;
}

type Logged = Pick<LogEvent, 'actor'> & Partial<Pick<LogEvent, 'detail'>>;

function moved(id: string, outcome: { readonly audit: AuditRow; readonly moved: boolean } | null, to: string) {
  if (!outcome) throw notFound('Audit', id);
  if (outcome.moved) return auditView(outcome.audit);
  throw new ProblemError('conflict', `Audit ${id} is ${outcome.audit.state}: it cannot be ${to}.`);
}
