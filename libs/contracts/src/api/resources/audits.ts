/** Audits: plans that are run. */
import { z } from 'zod';
import { finding } from '../../finding.js';
import { progressEvent } from '../../progress.js';
import { digest, slug } from '../../primitives.js';
import { verdictValue } from '../../verdict.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

export const auditStates = ['queued', 'running', 'paused', 'cancelled', 'failed', 'complete'] as const;
export const stepStates = ['waiting', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type AuditState = (typeof auditStates)[number];
export type StepState = (typeof stepStates)[number];

const auditId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}-[0-9a-f]{12}$/, 'expected the id of an audit');

export const audit = z
  .strictObject({
    id: auditId,
    state: z.enum(auditStates),
    plan: z.strictObject({ name: slug, digest }),
    priority: z.int().min(1).max(1000).describe('1 is first'),
    steps: z.strictObject({ planned: z.int(), done: z.int(), failed: z.int() }),
    verdict: verdictValue.nullable().describe('null until the audit is complete'),
    failure: z.string().nullable().describe('why it failed, and what to do'),
    createdAt: instant,
    updatedAt: instant,
    finishedAt: instant.nullable(),
    eraseAfter: instant.nullable().describe('when its personal data go by themselves'),
    erasedAt: instant.nullable().describe('when they went; verdict, findings and digests remain'),
  })
  .meta({ id: 'Audit' });
export type AuditView = z.infer<typeof audit>;

export const step = z
  .strictObject({
    unit: digest,
    title: z.string(),
    state: z.enum(stepStates),
    attempts: z.int().nonnegative(),
    worker: z.string().nullable().describe('who runs it or ran it last'),
    reason: z.string().nullable().describe('why the last attempt failed'),
  })
  .meta({ id: 'Step' });
export type StepView = z.infer<typeof step>;

export const newAudit = z
  .strictObject({
    plan: digest.describe('digest of a plan of this project'),
    priority: z.int().min(1).max(1000).default(500),
    eraseAfter: instant.nullable().default(null).describe('erase its personal data by then; null keeps them'),
  })
  .meta({ id: 'NewAudit' });

/** What a stream of server-sent events carries in `data`; `id` is the sequence. */
export const auditEvent = z
  .strictObject({ sequence: z.int().positive(), at: instant, event: progressEvent })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEvent>;

const tag = 'audits';
export const ofAudit = inProject.extend({ audit: auditId.describe('id of the audit') });
const example = {
  ...{ id: 'vendor-v2-0123456789ab', state: 'running', plan: { name: 'vendor-v2', digest: 'f2128f06'.repeat(8) } },
  ...{ priority: 500, steps: { planned: 24, done: 7, failed: 0 }, verdict: null, failure: null },
  ...{
    createdAt: '2026-11-25T09:00:00.000Z',
    updatedAt: '2026-11-25T09:01:12.345Z',
    finishedAt: null,
    eraseAfter: null,
    erasedAt: null,
  },
};
const changed = (what: string) => ({ status: 202, description: what, schema: audit }) as const;
const problems = ['not-found'] as const;

export const auditRoutes = {
  listAudits: defineRoute({
    ...{ id: 'listAudits', method: 'get', path: '/projects/{project}/audits', tag },
    summary: 'Audits of a project',
    permission: 'audits:read',
    params: inProject,
    query: z.object({
      ...pageQuery,
      state: z.enum(auditStates).optional(),
      verdict: verdictValue.optional(),
      plan: slug.optional().describe('only audits of plans of this name'),
    }),
    success: { status: 200, description: 'One page, newest first', schema: pageOf(audit) },
    example: { response: { items: [example], next: null } },
  }),
  createAudit: defineRoute({
    ...{ id: 'createAudit', method: 'post', path: '/projects/{project}/audits', tag },
    summary: 'Run a plan',
    description: 'The same plan on the same checkpoints, data and engine is the same audit: it is not run twice.',
    permission: 'audits:run',
    params: inProject,
    body: newAudit,
    success: { status: 202, description: 'Queued, or there already', schema: audit, location: true },
    problems,
    idempotencyKey: true,
    example: { body: { plan: 'f2128f06'.repeat(8) }, response: { ...example, state: 'queued' } },
  }),
  readAudit: defineRoute({
    ...{ id: 'readAudit', method: 'get', path: '/projects/{project}/audits/{audit}', tag },
    summary: 'One audit',
    permission: 'audits:read',
    params: ofAudit,
    success: { status: 200, description: 'The audit', schema: audit },
    problems,
    example: { response: example },
  }),
  cancelAudit: defineRoute({
    ...{ id: 'cancelAudit', method: 'post', path: '/projects/{project}/audits/{audit}/cancel', tag },
    summary: 'Stop an audit',
    description: 'Running steps end at their next save. What is finished stays; resume goes on from there.',
    permission: 'audits:run',
    params: ofAudit,
    success: changed('Cancelled'),
    problems: [...problems, 'conflict'],
  }),
  pauseAudit: defineRoute({
    ...{ id: 'pauseAudit', method: 'post', path: '/projects/{project}/audits/{audit}/pause', tag },
    summary: 'Start no further steps',
    permission: 'audits:run',
    params: ofAudit,
    success: changed('Paused: steps that run are finished'),
    problems: [...problems, 'conflict'],
  }),
  resumeAudit: defineRoute({
    ...{ id: 'resumeAudit', method: 'post', path: '/projects/{project}/audits/{audit}/resume', tag },
    summary: 'Go on with a paused, cancelled or failed audit',
    permission: 'audits:run',
    params: ofAudit,
    success: changed('Queued again'),
    problems: [...problems, 'conflict'],
  }),
  eraseAudit: defineRoute({
    ...{ id: 'eraseAudit', method: 'delete', path: '/projects/{project}/audits/{audit}/personal-data', tag },
    summary: 'Erase the personal data of an audit, for good',
    description:
      'Pictures, noises and unfinished state, by throwing away the keys they are sealed under. Verdict, findings, digests and the log stay and stay verifiable. Logged.',
    permission: 'audits:erase',
    params: ofAudit,
    success: { status: 200, description: 'Erased, now or before', schema: audit },
    problems: [...problems, 'conflict'],
  }),
  listSteps: defineRoute({
    ...{ id: 'listSteps', method: 'get', path: '/projects/{project}/audits/{audit}/steps', tag },
    summary: 'Steps of an audit, with who runs them',
    permission: 'audits:read',
    params: ofAudit,
    query: z.object({ ...pageQuery, state: z.enum(stepStates).optional() }),
    success: { status: 200, description: 'One page, in the order of the plan', schema: pageOf(step) },
    problems,
  }),
  streamEvents: defineRoute({
    ...{ id: 'streamEvents', method: 'get', path: '/projects/{project}/audits/{audit}/events', tag },
    summary: 'Follow an audit',
    description:
      'Server-sent events whose data is an AuditEvent. Reconnect with Last-Event-ID to miss none; the stream ends with the audit.',
    permission: 'audits:read',
    params: ofAudit,
    success: {
      ...{ status: 200, description: 'Events as they happen', mediaType: 'text/event-stream' },
      event: auditEvent,
    },
    problems,
  }),
  listFindings: defineRoute({
    ...{ id: 'listFindings', method: 'get', path: '/projects/{project}/audits/{audit}/findings', tag },
    summary: 'What was measured',
    permission: 'findings:read',
    params: ofAudit,
    query: z.object({
      ...pageQuery,
      kind: z.enum(['data', 'knowledge', 'answers', 'attack', 'gap']).optional(),
      unit: digest.optional(),
    }),
    success: { status: 200, description: 'One page, unit by unit', schema: pageOf(finding) },
    problems,
  }),
} as const;
