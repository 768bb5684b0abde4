/** Plans: what will be tested, fixed and hashed before any result exists. */
import { z } from 'zod';
import { auditPlan, planInput } from '../../plan.js';
import { digest, slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

export const planSummary = z
  .strictObject({ digest: digest.describe('of the resolved plan'), name: slug, createdAt: instant })
  .meta({ id: 'PlanSummary' });
export const planView = planSummary
  .extend({ plan: auditPlan.describe('resolved: presets and defaults filled in') })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof planView>;

const tag = 'plans';
const example = { digest: 'f2128f06'.repeat(8), name: 'vendor-v2', createdAt: '2026-11-25T09:00:00.000Z' };
const input = {
  ...{ name: 'vendor-v2', preset: 'screening', dataset: 'people-published' },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-a', role: 'reference' },
  ],
};

export const planRoutes = {
  listPlans: defineRoute({
    ...{ id: 'listPlans', method: 'get', path: '/projects/{project}/plans', tag },
    summary: 'Plans of a project',
    permission: 'plans:read',
    params: inProject,
    query: z.object({ ...pageQuery, name: slug.optional().describe('only plans of this name') }),
    success: { status: 200, description: 'One page, newest first', schema: pageOf(planSummary) },
    example: { response: { items: [example], next: null } },
  }),
  createPlan: defineRoute({
    ...{ id: 'createPlan', method: 'post', path: '/projects/{project}/plans', tag },
    summary: 'Fix a plan',
    description: 'Resolves presets and defaults, checks every parameter, hashes. The same plan again is the same plan.',
    permission: 'plans:write',
    params: inProject,
    body: planInput.meta({ id: 'PlanInput' }),
    success: { status: 201, description: 'Fixed', schema: planView, location: true },
    idempotencyKey: true,
    example: { body: input },
  }),
  readPlan: defineRoute({
    ...{ id: 'readPlan', method: 'get', path: '/projects/{project}/plans/{plan}', tag },
    summary: 'One plan',
    permission: 'plans:read',
    params: inProject.extend({ plan: digest.describe('digest of the plan') }),
    success: { status: 200, description: 'The plan', schema: planView },
    problems: ['not-found'],
  }),
} as const;
