/** Every way a route can end badly, as its contract lists them: provoked, one by one. */
import { problemsOf, type ProblemKind, type Route, type RouteId } from '@palimpsest/contracts';
import { mostFileBytes } from '@palimpsest/orchestration';
import request, { type Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { expectProblem } from './problem.js';
import { allRoutes, askRoute, bodyOf, pathOf, setState } from './route-requests.js';
import { erasedErasure } from './new-erasure.js';
import { datasets } from '@palimpsest/persistence';
import { grant, requestOf } from './tenant.js';

type Provoke = (world: World, id: RouteId, route: Route) => Promise<Response>;

/** Provoked in a file of its own, on servers that may be broken. */
const elsewhere = ['too-many-requests', 'internal-error', 'not-ready'] as const;
type Here = Exclude<ProblemKind, (typeof elsewhere)[number] | 'method-not-allowed'>;

const asAdmin = (world: World, id: RouteId, sent: Parameters<typeof askRoute>[3]) =>
  askRoute(world.server, id, world.acme, { key: world.server.adminKey, ...sent });

const provoke: Readonly<Record<Here, Provoke>> = {
  'malformed-request': (world, id) =>
    asAdmin(world, id, { body: '{"id": ', headers: { 'content-type': 'application/json' } }),
  unauthenticated: ({ server, acme }, id) => askRoute(server, id, acme, { key: undefined }),
  forbidden: async ({ server, acme }, id, { permission }) => {
    const scopes = [permission === 'log:read' ? ('workers:control' as const) : ('log:read' as const)];
    return askRoute(server, id, acme, { key: await grant(server, { role: 'admin', project: null, scopes }) });
  },
  'not-found': (world, id, route) => {
    if (id === 'createKey') return asAdmin(world, id, { body: { name: 'x', role: 'reviewer', project: 'ghost' } });
    if (id === 'createUser') return asAdmin(world, id, { body: { subject: 'x', role: 'reviewer', project: 'ghost' } });
    if (beforeItIsThere.includes(id)) return asAdmin(world, id, { params: { project: 'ghost' } });
    const [last] = [...route.path.matchAll(/\{(\w+)\}/g)].slice(-1).map(([, name]) => name as string);
    const params: Record<string, string> = { project: 'ghost', audit: 'x-000000000000', key: '0'.repeat(16) };
    const digests = { plan: '0'.repeat(64), sha256: '0'.repeat(64), upload: '0'.repeat(48), user: nobody };
    return asAdmin(world, id, { params: { [last as string]: { ...params, ...digests }[last as string] ?? 'ghost' } });
  },
  gone: async (world, id) => {
    const { project } = world.acme;
    const sha256 = 'e'.repeat(64);
    const erased =
      'insert into data_key (project, owner, wrapped, erased_at) values ($1, $2, null, now()) on conflict do nothing';
    for (const owner of [`artifact ${sha256} once`, 'dataset erased-once', 'dataset erased-people'])
      await world.server.profile.database.query(erased, [project, owner]);
    if (id === 'sendDatasetFile') return asAdmin(world, id, { params: { dataset: 'erased-once' } });
    const source = { kind: 'upload', header: sha256, items: sha256 } as const;
    if (id === 'createDataset') return asAdmin(world, id, { body: { id: 'erased-once', source } });
    if (id === 'createRequest') {
      const row = { id: 'erased-people', digest: sha256, source, items: 1, splits: [] } as const;
      await datasets(world.server.profile.database, project).add(row);
      return asAdmin(world, id, { body: { ...requestOf('of-the-erased'), dataset: row.id } });
    }
    if (id.endsWith('Request'))
      return asAdmin(world, id, { params: { request: await erasedErasure(world.server, project) } });
    return asAdmin(world, id, { params: { sha256 } });
  },
  conflict: async (world, id, { idempotencyKey }) => {
    const { project } = world.acme;
    if (id === 'createUser') {
      return asAdmin(world, id, { body: { subject: `user of ${project}`, role: 'auditor', project } });
    }
    if (id === 'appendToUpload') return asAdmin(world, id, { query: { offset: '5' } });
    if (id === 'finishUpload') return asAdmin(world, id, { body: { sha256: '0'.repeat(64) } });
    if (id === 'sendDatasetFile') return asAdmin(world, id, { params: { sha256: '0'.repeat(64) } });
    if (id === 'eraseDataset') return asAdmin(world, id, { params: { dataset: 'people' } }); // generated
    if (id === 'extendRequest') return asAdmin(world, id, { body: { on: '2026-03-01', reason: 'too late' } });
    if (id === 'answerRequest') return asAdmin(world, id, { body: { on: '2026-02-20', outcome: 'refused' } });
    if (id === 'linkRequest') {
      const derivedFrom = { checkpoint: 'not-listed', how: 'quantised' };
      return asAdmin(world, id, { body: { checkpoint: { checkpoint: 'vendor-q4', derivedFrom } } });
    }
    if (id === 'eraseRequest')
      return asAdmin(world, id, { params: { request: world.acme.params['request'] as string } });
    if (id === 'eraseAudit') {
      await setState(world.server, world.acme, 'running');
      const path = pathOf({ path: '/projects/{project}/audits/{audit}/personal-data' }, world.acme.params);
      return request(world.server.url).delete(path).auth(world.server.adminKey, { type: 'bearer' });
    }
    if (!idempotencyKey) {
      const path = pathOf({ path: `/projects/{project}/audits/{audit}/${id.replace('Audit', '')}` }, world.acme.params);
      await setState(world.server, world.acme, 'complete');
      return request(world.server.url).post(path).auth(world.server.adminKey, { type: 'bearer' });
    }
    const headers = { 'idempotency-key': `conflict-${id}` };
    await asAdmin(world, id, { headers });
    return asAdmin(world, id, { headers, body: { ...bodyOf(id, world.acme), different: true } });
  },
  'too-large': (world, id, { body }) =>
    asAdmin(world, id, { body: body === 'bytes' ? Buffer.alloc(mostFileBytes + 1) : { blob: 'x'.repeat(2_000_000) } }),
  'unsupported-media-type': (world, id) =>
    asAdmin(world, id, { body: 'id=acme', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  'range-not-satisfiable': (world, id) => asAdmin(world, id, { headers: { range: 'bytes=5000-' } }),
  'invalid-input': (world, id) => asAdmin(world, id, { query: { sort: 'name' } }),
};

/** What is asked about need not be there, but its project must. */
const beforeItIsThere: readonly RouteId[] = ['listDatasetFiles', 'sendDatasetFile'];

const nobody = '6f1c2c1e-8a52-4f0b-9f0a-1c2d3e4f5a6b';

const here = Object.keys(provoke) as readonly Here[];
const declared = allRoutes.flatMap(([id, route]) => problemsOf(route).map((kind) => [id, kind, route] as const));

export function problemCases(at: () => World): void {
  describe('a refusal', () => {
    const cases = declared.filter(([, kind]) => here.includes(kind as Here));
    it.each(cases)('of %s as %s is a problem with its id', async (id, kind, route) => {
      expectProblem(await provoke[kind as Here](at(), id, route), kind);
    });

    it('is provoked for every kind that some route declares', () => {
      const kinds = new Set(declared.map(([, kind]) => kind));
      expect([...kinds].filter((kind) => ![...here, ...elsewhere].includes(kind as Here))).toEqual([]);
    });

    it('names what does not fit, and the nearest known key', async () => {
      const { acme } = at();
      const answer = await asAdmin(at(), 'createPlan', { body: { ...bodyOf('createPlan', acme), chekpoints: [] } });
      expectProblem(answer, 'invalid-input');
      expect((answer.body as { problems: unknown }).problems).toContainEqual({
        ...{ path: 'chekpoints', nearest: 'checkpoints' },
        message: 'unknown key "chekpoints"; did you mean "checkpoints"?',
      });
    });

    it('says how to authenticate', async () => {
      const answer = await askRoute(at().server, 'readCaller', at().acme, { key: undefined });
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="palimpsest"');
    });
  });
}
