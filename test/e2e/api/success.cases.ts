/** Every route does what it is for, and answers as its contract says. */
import { routes } from '@palimpsest/contracts';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
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
