/** What belongs to another project looks, to the byte, like what does not exist. */
import type { RouteId } from '@palimpsest/contracts';
import type { Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { allRoutes, askRoute, type Sent } from './route-requests.js';
import { grant } from './tenant.js';

const absent: Readonly<Record<string, string>> = {
  ...{ project: 'ghost', audit: 'ghost-0123456789ab', checkpoint: 'ghost', dataset: 'ghost' },
  ...{ plan: 'f'.repeat(64), sha256: 'f'.repeat(64), key: 'f'.repeat(16) },
  ...{ upload: 'f'.repeat(48), endpoint: 'ghost', request: 'ghost' },
};
const inProject = allRoutes.filter(([, { path }]) => path.startsWith('/projects/{project}'));
const namesOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

export function tenancyCases(at: () => World): void {
  const by = (id: RouteId, sent: Sent) => askRoute(at().server, id, at().acme, sent);
  /** Without what is new in every answer, and without the ids that were asked for. */
  const seen = ({ status, headers, text }: Response, ids: readonly (string | undefined)[]) => {
    const { 'x-request-id': id, ...rest } = headers as Record<string, string>;
    const volatile = ['date', 'ratelimit', 'ratelimit-policy', 'content-length'];
    const kept = Object.entries(rest).filter(([name]) => !volatile.includes(name));
    const said = [id, ...ids].reduce<string>((all, part) => (part ? all.replaceAll(part, '…') : all), text);
    return { status, headers: Object.fromEntries(kept), said };
  };

  describe('a thing of another project', () => {
    it.each(inProject)('is not there for %s, like a project that does not exist', async (id) => {
      const { rival, acme } = at();
      for (const key of Object.values(rival.keys)) {
        const theirs = seen(await by(id, { key }), ['acme']);
        const nothing = seen(await by(id, { key, params: { project: 'ghost' } }), ['ghost']);
        expect(theirs.status).toBe(404);
        expect(theirs).toEqual(nothing);
      }
      expect(acme.project).toBe('acme');
    });

    const below = inProject.filter(([id, { path }]) => namesOf(path).length > 1 && id !== 'sendDatasetFile');
    it.each(below)('is not there for %s in the path of one’s own project', async (id, { path }) => {
      const { rival, acme } = at();
      const name = namesOf(path).at(-1) as string;
      if (acme.params[name] === rival.params[name])
        return expect(['checkpoint', 'dataset', 'kind', 'endpoint']).toContain(name);
      const ask = (value: string) => by(id, { key: acme.keys.admin, params: { [name]: value } });
      const theirs = seen(await ask(rival.params[name] as string), [rival.params[name]]);
      expect(theirs.status).toBe(404);
      expect(theirs).toEqual(seen(await ask(absent[name] as string), [absent[name]]));
    });

    it('cannot be revoked, nor told from a key that does not exist', async () => {
      const { rival, acme } = at();
      const ask = (key: string) => by('revokeKey', { key: acme.keys.admin, params: { key } });
      const theirs = seen(await ask(rival.params['key'] as string), [rival.params['key']]);
      expect(theirs).toEqual(seen(await ask(absent['key'] as string), [absent['key']]));
      expect(theirs.status).toBe(404);
    });

    it('cannot be named in a body', async () => {
      const { rival, acme } = at();
      const key = acme.keys.admin;
      const audit = async (plan: string | undefined) => seen(await by('createAudit', { key, body: { plan } }), [plan]);
      expect((await audit(rival.params['plan'])).status).toBe(404);
      expect(await audit(rival.params['plan'])).toEqual(await audit(absent['plan']));
      const link = async (audit: string | undefined) =>
        seen(await by('linkRequest', { key, body: { audit } }), [audit]);
      expect((await link(rival.params['audit'])).status).toBe(404);
      expect(await link(rival.params['audit'])).toEqual(await link(absent['audit']));
      const makeKey = async (project: string) =>
        seen(await by('createKey', { key, body: { name: 'x', role: 'reviewer', project } }), [project]);
      expect(await makeKey('rival')).toEqual(await makeKey('ghost'));
      const project = async (id: string) =>
        seen(await by('createProject', { key, body: { id, title: 'mine now' } }), [id]);
      expect((await project('rival')).status).toBe(403);
      expect(await project('rival')).toEqual(await project('ghost'));
    });
  });

  describe('a list', () => {
    it('shows projects and keys of one’s own only', async () => {
      const { acme } = at();
      const listed = async (id: RouteId, key: string) =>
        (await by(id, { key, query: { limit: '500' } })).body as { items: readonly Record<string, unknown>[] };
      for (const key of Object.values(acme.keys)) {
        expect((await listed('listProjects', key)).items.map(({ id }) => id)).toEqual(['acme']);
      }
      const keys = (await listed('listKeys', acme.keys.admin)).items;
      expect(new Set(keys.map(({ project }) => project))).toEqual(new Set(['acme']));
    });

    it('shows no project to whoever may read none', async () => {
      const { server } = at();
      const without = [
        await grant(server, { role: 'auditor', project: null }),
        await grant(server, { role: 'admin', project: null, scopes: ['audits:read'] }),
        await grant(server, { role: 'admin', project: 'acme', scopes: ['audits:read'] }),
      ];
      for (const key of without) expect((await by('listProjects', { key })).body).toEqual({ items: [], next: null });
    });
  });

  describe('a key', () => {
    it('is never wider than its maker’s', async () => {
      const { server, acme } = at();
      const narrow = await grant(server, { role: 'admin', project: null, scopes: ['keys:manage', 'audits:read'] });
      const make = (key: string, body: object) => by('createKey', { key, body: { name: 'x', ...body } });
      expect((await make(narrow, { role: 'admin' })).status).toBe(403);
      expect((await make(narrow, { role: 'reviewer', project: 'acme' })).status).toBe(403);
      expect((await make(narrow, { role: 'admin', scopes: ['audits:erase'] })).status).toBe(403);
      expect((await make(narrow, { role: 'reviewer', project: 'acme', scopes: ['audits:read'] })).status).toBe(201);
      expect((await make(acme.keys.admin, { role: 'admin' })).status).toBe(403);
      expect((await make(acme.keys.admin, { role: 'admin', project: 'acme' })).status).toBe(201);
      expect((await make(server.adminKey, { role: 'auditor' })).status).toBe(422); // would open nothing, or everything
    });

    it('is written to the log of its project when it is made and when it is revoked', async () => {
      const { acme, server } = at();
      const { body } = await by('createKey', { key: acme.keys.admin });
      const { id } = body as { id: string };
      await by('revokeKey', { key: acme.keys.admin, params: { key: id } });
      const log = await by('readLog', { key: server.adminKey, query: { limit: '500' } });
      const { items } = log.body as { items: readonly { action: string; target: string }[] };
      const actions = items.filter(({ target }) => target === id).map(({ action }) => action);
      expect(actions).toEqual(['keys.create', 'keys.revoke']);
    });
  });
}
