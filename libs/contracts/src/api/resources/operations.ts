/** Running the installation: queue, workers, the log of who did what. */
import { z } from 'zod';
import { digest, json } from '../../primitives.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

/** What a step needs of the process that runs it. */
export const capabilities = ['cpu', 'cuda', 'network'] as const;
export type Capability = (typeof capabilities)[number];

const count = z.int().nonnegative();

export const logEntry = z
  .strictObject({
    sequence: z.int().positive(),
    at: instant,
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    detail: json,
    salt: z
      .string()
      .nullable()
      .describe('what an excerpt derives the salts of fields from; null of entries that no excerpt can hold'),
    digest: digest.describe('of the entry and the digest before it'),
  })
  .meta({ id: 'LogEntry' });

const tag = 'operations';

export const operationRoutes = {
  readQueue: defineRoute({
    ...{ id: 'readQueue', method: 'get', path: '/queue', tag },
    summary: 'How much is waiting, by capability',
    permission: 'workers:read',
    success: {
      status: 200,
      description: 'Counts',
      schema: z
        .record(
          z.enum(capabilities),
          z.strictObject({ waiting: count, delayed: count, active: count, dead: count, paused: z.boolean() }),
        )
        .meta({ id: 'QueueCounts' }),
    },
  }),
  readLog: defineRoute({
    ...{ id: 'readLog', method: 'get', path: '/projects/{project}/log', tag },
    summary: 'Who did what',
    permission: 'log:read',
    params: inProject,
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, oldest first', schema: pageOf(logEntry) },
  }),
  verifyLog: defineRoute({
    ...{ id: 'verifyLog', method: 'get', path: '/projects/{project}/log/verification', tag },
    summary: 'Whether the log is whole',
    permission: 'log:read',
    params: inProject,
    success: {
      status: 200,
      description: 'Its head, or where it breaks',
      schema: z
        .strictObject({ intact: z.boolean(), entries: count, head: digest.nullable(), problem: z.string().nullable() })
        .meta({ id: 'LogVerification' }),
    },
  }),
} as const;
