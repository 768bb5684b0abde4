/** Endpoints: models that are reachable over an OpenAI-compatible API only. Their answers are black-box evidence. */
import { z } from 'zod';
import { slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { line } from '../line.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

const url = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .describe('base address, for example https://models.example/v1; its origin must be on the server’s list');

export const endpoint = z
  .strictObject({
    name: slug,
    url: z.string(),
    model: z.string().describe('as the endpoint calls it'),
    hasKey: z.boolean().describe('whether an API key is kept for it; it is never shown'),
    createdAt: instant,
  })
  .meta({ id: 'RegisteredEndpoint' });
export type EndpointView = z.infer<typeof endpoint>;

export const newEndpoint = z
  .strictObject({ name: slug, url, model: line(200), key: line(500).nullable().default(null) })
  .meta({ id: 'NewEndpoint' });

const tag = 'endpoints';
const ofEndpoint = inProject.extend({ endpoint: slug.describe('name of the endpoint') });
const example = {
  ...{ name: 'vendor-api', url: 'https://models.example/v1', model: 'vendor-vlm-2', hasKey: true },
  createdAt: '2026-11-25T09:00:00.000Z',
};

export const endpointRoutes = {
  listEndpoints: defineRoute({
    ...{ id: 'listEndpoints', method: 'get', path: '/projects/{project}/endpoints', tag },
    summary: 'Endpoints of a project',
    permission: 'endpoints:read',
    params: inProject,
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by name', schema: pageOf(endpoint) },
    example: { response: { items: [example], next: null } },
  }),
  createEndpoint: defineRoute({
    ...{ id: 'createEndpoint', method: 'post', path: '/projects/{project}/endpoints', tag },
    summary: 'Register an endpoint',
    description: 'Only addresses that the operator has listed (PALIMPSEST_ENDPOINTS) are ever asked.',
    permission: 'endpoints:write',
    params: inProject,
    body: newEndpoint,
    success: { status: 201, description: 'Registered', schema: endpoint, location: true },
    problems: ['conflict'],
    idempotencyKey: true,
    example: { body: { name: 'vendor-api', url: example.url, model: example.model, key: 'sk-…' }, response: example },
  }),
  readEndpoint: defineRoute({
    ...{ id: 'readEndpoint', method: 'get', path: '/projects/{project}/endpoints/{endpoint}', tag },
    summary: 'One endpoint',
    permission: 'endpoints:read',
    params: ofEndpoint,
    success: { status: 200, description: 'The endpoint', schema: endpoint },
    problems: ['not-found'],
    example: { response: example },
  }),
  checkEndpoint: defineRoute({
    ...{ id: 'checkEndpoint', method: 'post', path: '/projects/{project}/endpoints/{endpoint}/check', tag },
    summary: 'Ask an endpoint which models it has',
    description: 'Follows no redirect and reads at most 1 MB in at most ten seconds.',
    permission: 'endpoints:read',
    params: ofEndpoint,
    success: {
      status: 200,
      description: 'Whether it can be used, and if not, why',
      schema: z.strictObject({ usable: z.boolean(), reason: z.string().nullable() }).meta({ id: 'EndpointCheck' }),
    },
    problems: ['not-found'],
    example: { response: { usable: true, reason: null } },
  }),
  deleteEndpoint: defineRoute({
    ...{ id: 'deleteEndpoint', method: 'delete', path: '/projects/{project}/endpoints/{endpoint}', tag },
    summary: 'Forget an endpoint and its key',
    permission: 'endpoints:write',
    params: ofEndpoint,
    success: { status: 204, description: 'Forgotten' },
    problems: ['not-found'],
  }),
} as const;
