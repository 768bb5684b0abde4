/** One good request per route of the contract, and how to send it. A route that is not known here does not compile. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { routes, type Route, type RouteId } from '@palimpsest/contracts';
import { datasets, endpoints } from '@palimpsest/persistence';
import request, { type Response, type Test } from 'supertest';
import type { ListeningServer } from './listening-server.js';
import { answeredErasure, newErasure } from './new-erasure.js';
import { builtIn, content, endpoint, openUpload, planOf, requestOf, type Tenant } from './tenant.js';

type PostRoute = { [K in RouteId]: (typeof routes)[K] extends { readonly body: unknown } ? K : never }[RouteId];

const contentDigest = createHash('sha256').update(content).digest('hex');

/** Bodies that are answered with success however often they come. */
const bodies: { readonly [K in PostRoute]: (tenant: Tenant) => object } = {
  createProject: ({ project }) => ({ id: project, title: `The project ${project}` }),
  createKey: ({ project }) => ({ name: 'made', role: 'reviewer', project }),
  createCheckpoint: () => ({ name: 'idk-few', source: builtIn('idk-few') }),
  createDataset: () => ({ id: 'people', source: builtIn('people-published') }),
  createPlan: ({ project }) => planOf(`plan-of-${project}`),
  createAudit: ({ params }) => ({ plan: params['plan'] }),
  createEndpoint: () => endpoint,
  createUser: ({ project }) => ({ subject: `somebody in ${project}`, role: 'reviewer', project }),
  sendDatasetFile: () => content,
  createRequest: ({ params }) => requestOf(params['request'] as string),
  extendRequest: () => ({ on: '2026-02-10', reason: 'three models to retrain' }),
  answerRequest: () => ({ on: '2026-02-20', outcome: 'erased' }),
  linkRequest: ({ params }) => ({ audit: params['audit'], checkpoint: { checkpoint: 'idk-few', derivedFrom: null } }),
  createUpload: () => ({ bytes: content.length }),
  appendToUpload: () => content,
  finishUpload: () => ({ sha256: contentDigest }),
};

/** Queries that a route cannot do without. */
const queries: { readonly [K in RouteId]?: Readonly<Record<string, string>> } = { appendToUpload: { offset: '0' } };

/** Things that a route uses up: made anew before each request. */
const fresh: { readonly [K in RouteId]?: (server: ListeningServer, tenant: Tenant) => Promise<object> } = {
  deleteEndpoint: async (server, { project }) => {
    await endpoints(server.profile.database, project, server.profile.master).add({ ...endpoint, key: null });
    return { endpoint: endpoint.name };
  },
  appendToUpload: async (server, { project }) => ({ upload: await openUpload(server, project) }),
  sendDatasetFile: () => Promise.resolve({ dataset: 'on-its-way', sha256: contentDigest }),
  eraseDataset: async (server, { project }) => {
    const source = { kind: 'upload', header: contentDigest, items: contentDigest } as const;
    const row = { id: 'sent', digest: contentDigest, source, items: 1, splits: [] };
    await datasets(server.profile.database, project).add(row);
    return { dataset: row.id };
  },
  extendRequest: async (server, { project }) => ({ request: await newErasure(server, project) }),
  answerRequest: async (server, { project }) => ({ request: await newErasure(server, project) }),
  eraseRequest: async (server, { project }) => ({ request: await answeredErasure(server, project) }),
  abortUpload: async (server, { project }) => ({ upload: await openUpload(server, project) }),
  finishUpload: async (server, { project }) => {
    const upload = await openUpload(server, project);
    await server.profile.storage?.uploads.append(upload, 0, Readable.from([content]));
    return { upload };
  },
};

/** States an audit has to be in beforehand. */
export const stateBefore: { readonly [K in RouteId]?: string } = {
  cancelAudit: 'running',
  pauseAudit: 'running',
  resumeAudit: 'paused',
  streamEvents: 'complete',
  eraseAudit: 'complete',
};

export const allRoutes = Object.entries(routes) as readonly (readonly [RouteId, Route])[];

export const bodyOf = (id: RouteId, tenant: Tenant): object | undefined =>
  id in bodies ? bodies[id as PostRoute](tenant) : undefined;

/** @throws Error for a parameter that a tenant has no value for: give it one in tenant.ts */
export function pathOf({ path }: Pick<Route, 'path'>, params: Readonly<Record<string, string>>): string {
  return `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`No tenant has a value for {${name}}: give it one in tenant.ts`);
    return encodeURIComponent(value);
  })}`;
}

export interface Sent {
  readonly key?: string | undefined;
  /** Instead of the tenant's. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string | undefined;
}

/** Brings the audit into the state that the route needs, then asks. */
export async function askRoute(server: ListeningServer, id: RouteId, tenant: Tenant, sent: Sent): Promise<Response> {
  const route: Route = routes[id];
  const state = stateBefore[id];
  if (state) await setState(server, tenant, state);
  const body = 'body' in sent ? sent.body : bodyOf(id, tenant);
  const made = await fresh[id]?.(server, tenant);
  const path = pathOf(route, { ...tenant.params, ...made, ...sent.params });
  const asked = send(server.url, route.method, path).query({ ...queries[id], ...sent.query });
  const type = route.body === 'bytes' ? 'application/octet-stream' : 'application/json';
  if (body !== undefined) void asked.set('content-type', type);
  if (sent.key !== undefined) void asked.set('authorization', `Bearer ${sent.key}`);
  return asked.set(sent.headers ?? {}).send(body);
}

const send = (url: string, method: Route['method'], path: string): Test => request(url)[method](path);

export async function setState(server: ListeningServer, { params, project }: Tenant, state: string): Promise<void> {
  const values = [project, params['audit'], state];
  await server.profile.database.query('update audit set state = $3 where project = $1 and id = $2', values);
}
