import { Controller } from '@nestjs/common';
import { auditPlan, routes, type AuditState, type RouteInput } from '@palimpsest/contracts';
import { audits, eraseAudit, findingsPage, plans, steps, type AuditRow } from '@palimpsest/persistence';
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
  async create(@Input() { params, body }: RouteInput<typeof routes.createAudit>) {
    const { database, flow } = this.platform;
    const plan = await plans(database, params.project).find(body.plan);
    if (!plan) throw notFound('Plan', body.plan);
    const eraseAfter = body.eraseAfter === null ? null : new Date(body.eraseAfter);
    const options = { priority: body.priority, eraseAfter };
    const audit = await flow.start(params.project, auditPlan.parse(plan.content), options);
    return new Located(`/projects/${params.project}/audits/${audit.id}`, auditView(audit));
  }

  @Handles(routes.readAudit)
  async read(@Input() { params }: RouteInput<typeof routes.readAudit>) {
    return auditView(await this.#find(params));
  }

  @Handles(routes.cancelAudit)
  cancel(@Input() { params }: RouteInput<typeof routes.cancelAudit>) {
    return this.#move(params, ['queued', 'running', 'paused'], 'cancelled');
  }

  @Handles(routes.pauseAudit)
  pause(@Input() { params }: RouteInput<typeof routes.pauseAudit>) {
    return this.#move(params, ['queued', 'running'], 'paused');
  }

  @Handles(routes.resumeAudit)
  async resume(@Input() { params }: RouteInput<typeof routes.resumeAudit>) {
    const outcome = await this.platform.flow.resume(params);
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

  async #move(params: { project: string; audit: string }, from: readonly AuditState[], to: AuditState) {
    const outcome = await audits(this.platform.database, params.project).move(params.audit, from, to);
    return moved(params.audit, outcome, to);
  }

  async #find({ project, audit }: { project: string; audit: string }): Promise<AuditRow> {
    const found = await audits(this.platform.database, project).find(audit);
    if (!found) throw notFound('Audit', audit);
    return found;
  }
}

function moved(id: string, outcome: { readonly audit: AuditRow; readonly moved: boolean } | null, to: string) {
  if (!outcome) throw notFound('Audit', id);
  if (outcome.moved) return auditView(outcome.audit);
  throw new ProblemError('conflict', `Audit ${id} is ${outcome.audit.state}: it cannot be ${to}.`);
}
