import { Controller } from '@nestjs/common';
import { completePlan, digestOf } from '@palimpsest/audit';
import { resolvePlan, routes, type RouteInput } from '@palimpsest/contracts';
import { plans } from '@palimpsest/persistence';
import { Handles, Input, Located } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { refuseEndless } from './plan-size.js';
import { planSummaryView, planView } from './views.js';

@Controller()
export class PlansController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listPlans)
  async list(@Input() { params, query }: RouteInput<typeof routes.listPlans>) {
    const { name, ...page } = query;
    const { items, next } = await plans(this.platform.database, params.project).list(page, name ? { name } : {});
    return { items: items.map(planSummaryView), next };
  }

  @Handles(routes.createPlan)
  async create(@Input() { params, body }: RouteInput<typeof routes.createPlan>) {
    const { database, catalog } = this.platform;
    refuseEndless(body);
    const content = completePlan(resolvePlan(body), catalog);
    const row = await plans(database, params.project).add({ digest: digestOf(content), name: content.name, content });
    return new Located(`/projects/${params.project}/plans/${row.digest}`, planView(row));
  }

  @Handles(routes.readPlan)
  async read(@Input() { params }: RouteInput<typeof routes.readPlan>) {
    const row = await plans(this.platform.database, params.project).find(params.plan);
    if (!row) throw notFound('Plan', params.plan);
    return planView(row);
  }
}
