/** Every route does what it is for, and answers as its contract says. */
import { routes } from '@palimpsest/contracts';
import { filesIn, readLog, verifyBundle } from '@palimpsest/evidence';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { collect } from './collect.js';
import type { World } from './describe-api.js';
import { allRoutes, askRoute, pathOf } from './route-requests.js';
import { grant } from './tenant.js';

export function successCases(at: () => World): void {
  describe('every route', () => {
    it.each(allRoutes)('%s answers with the status, the type and the schema of its contract', async (id, route) => {
      const { server, acme } = at();
      const { success } = route;
      const { status, body, headers, text } = await askRoute(server, id, acme, { key: server.adminKey });
      expect(status, text).toBe(success.status);
      expect(headers['x-request-id']).toMatch(/^[\w-]{8,64}$/);
      if (success.schema) {
        expect(headers['content-type']).toBe('application/json; charset=utf-8');
        expect(success.schema.parse(body)).toEqual(body);
      } else if (success.mediaType) {
        expect(headers['content-type']).toMatch(new RegExp(`^${success.mediaType}(;|$)`));
      } else {
        expect(text).toBe('');
      }
    });

    const made = allRoutes.filter(([, route]) => route.success.location === true);
    it.each(made)('%s says where it is, and there it is', async (id) => {
      const { server, acme } = at();
      const { headers, body } = await askRoute(server, id, acme, { key: server.adminKey });
      const location = headers['location'] as string;
      const found = await request(server.url).get(location).auth(server.adminKey, { type: 'bearer' }).expect(200);
      const { updatedAt } = found.body as { readonly updatedAt?: string };
      expect(found.body).toMatchObject({ ...body, ...(updatedAt ? { updatedAt } : {}) });
    });

    const read = allRoutes.filter(([, { method }]) => method === 'get');
    it.each(read)('%s answers HEAD as GET, without a body', async (id, route) => {
      const { server, acme } = at();
      const { headers } = await askRoute(server, id, acme, { key: server.adminKey });
      const head = await request(server.url).head(pathOf(route, acme.params)).auth(server.adminKey, { type: 'bearer' });
      expect(head.status).toBe(200);
      expect(head.headers['content-type']).toBe(headers['content-type']);
    });
  });

  describe('what is served beside the contract', () => {
    it('is in the OpenAPI document, with every route in it', async () => {
      const { body } = await request(at().server.url).get('/openapi.json').expect(200);
      const { paths } = body as { paths: Record<string, Record<string, { operationId: string }>> };
      const known = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
      expect(known.sort()).toEqual(Object.keys(routes).sort());
    });

    it.each(['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs/'])('is %s', async (path) => {
      await request(at().server.url).get(path).expect(200);
    });
  });

  it('gives the report page a policy of its own, under which it can ask for nothing', async () => {
    const { server, acme } = at();
    const { headers } = await askRoute(server, 'readReportPage', acme, { key: server.adminKey });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('gives the report as PDF', async () => {
    const { server, acme } = at();
    const { headers, body } = await askRoute(server, 'readReportPdf', acme, { key: server.adminKey });
    expect(headers['content-type']).toBe('application/pdf');
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each(['readReportPage', 'readReportPdf'] as const)('sets the report beside a profile: %s', async (id) => {
    const { server, acme } = at();
    const ask = (profile?: string) =>
      askRoute(server, id, acme, { key: server.adminKey, query: { ...(profile ? { profile } : {}) } });
    const [plain, filed, unknown] = [await ask(), await ask('eu'), await ask('atlantis')];
    expect([plain.status, filed.status, unknown.status]).toEqual([200, 200, 422]);
    expect((unknown.body as { detail: string }).detail).toContain('there are eu, uk, us-california');
    if (id === 'readReportPdf')
      return expect((filed.body as Buffer).length).toBeGreaterThan((plain.body as Buffer).length);
    expect(plain.text).not.toContain('Art. 17');
    expect(filed.text).toContain('Art. 17');
  });

  describe('evidence', () => {
    const ask = (id: 'exportEvidence' | 'exportUnredactedEvidence', audit = at().acme.params['audit']) =>
      request(at().server.url)
        .get(pathOf(routes[id], { project: 'acme', audit: audit ?? '' }))
        .auth(at().server.adminKey, { type: 'bearer' })
        .buffer(true)
        .parse(collect);
    const logged = async () => {
      const { server, acme } = at();
      const { items } = (await askRoute(server, 'readLog', acme, { key: server.adminKey, query: { limit: '500' } }))
        .body as { items: readonly { sequence: number; action: string; detail: object; digest: string }[] };
      return items.filter(({ action }) => action === 'evidence.export');
    };

    it('is one archive, signed, with what the log says about the audit and nothing of other things', async () => {
      const answer = await ask('exportEvidence');
      expect(answer.headers['content-disposition']).toBe(
        `attachment; filename="evidence-${at().acme.params['audit']}.tar"`,
      );
      const files = await filesIn(answer.body as Buffer);
      const { checks } = await verifyBundle({ files, trusted: [] });
      const states = new Map(checks.map(({ id, state }) => [id, state]));
      for (const id of ['files', 'root', 'signature', 'statement', 'log'])
        expect([id, states.get(id)]).toEqual([id, 'passed']);
      const log = readLog(files);
      const shown = log?.entries.flatMap((entry) => ('action' in entry ? [entry.action] : []));
      expect(shown).toContainEqual(expect.objectContaining({ value: 'audits.create' }));
      expect(shown).toContainEqual(expect.objectContaining({ value: 'evidence.export' }));
      expect(JSON.stringify(log)).not.toContain('keys.create');
      const { sequence, digest } = (await logged()).at(-1) ?? {};
      expect(log?.head).toEqual({ sequence, digest });
    });

    it('is logged each time with its form, and marked where it shows people', async () => {
      const before = (await logged()).length;
      for (const id of ['exportEvidence', 'exportUnredactedEvidence'] as const) {
        const report = (await filesIn((await ask(id)).body as Buffer)).get('report.json');
        expect(new TextDecoder().decode(report).includes('UNREDACTED, shows people')).toBe(id !== 'exportEvidence');
      }
      expect((await logged()).slice(before).map(({ detail }) => detail)).toEqual([
        expect.objectContaining({ form: 'redacted' }),
        expect.objectContaining({ form: 'unredacted' }),
      ]);
    });

    it('is neither made nor logged for HEAD, nor for an audit that is not there', async () => {
      const before = (await logged()).length;
      const path = pathOf(routes.exportEvidence, at().acme.params);
      await request(at().server.url).head(path).auth(at().server.adminKey, { type: 'bearer' }).expect(200);
      expect((await ask('exportEvidence', 'x-000000000000')).status).toBe(404);
      expect((await logged()).length).toBe(before);
    });
  });

  it('shows people in reports to whoever may reveal answers, marked and logged, and to nobody else', async () => {
    const { server, acme } = at();
    const query = { pictures: 'show' };
    const reviewer = await grant(server, { role: 'reviewer', project: acme.project });
    for (const id of ['readReport', 'readReportPage', 'readReportPdf'] as const) {
      const refused = await askRoute(server, id, acme, { key: reviewer, query });
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('answers:reveal')]);
      expect((await askRoute(server, id, acme, { key: reviewer, query: { pictures: 'blur' } })).status).toBe(200);
    }
    const auditor = await grant(server, { role: 'auditor', project: acme.project });
    const { body } = await askRoute(server, 'readReport', acme, { key: auditor, query });
    expect((body as { title: string }).title).toMatch(/^UNREDACTED, shows people: /);
    const log = await askRoute(server, 'readLog', acme, { key: server.adminKey });
    expect((log.body as { items: readonly object[] }).items).toContainEqual(
      expect.objectContaining({ action: 'answers.reveal', target: acme.params['audit'] }),
    );
  });

  describe('readArtifact', () => {
    const read = async (headers: Readonly<Record<string, string>>) =>
      askRoute(at().server, 'readArtifact', at().acme, { key: at().server.adminKey, headers });
    it('gives the bytes, whole or in one range, and logs it', async () => {
      const whole = 'a picture of acme';
      expect((await read({})).body).toEqual(Buffer.from(whole));
      const part = await read({ range: 'bytes=2-8' });
      expect([part.status, part.headers['content-range'], part.body]).toEqual([
        ...[206, `bytes 2-8/${whole.length}`],
        Buffer.from('picture'),
      ]);
      const { body } = await askRoute(at().server, 'readLog', at().acme, { key: at().server.adminKey });
      const { items } = body as { items: readonly { action: string; target: string }[] };
      expect(items).toContainEqual(
        expect.objectContaining({ action: 'answers.reveal', target: at().acme.params['sha256'] }),
      );
    });
  });
}
