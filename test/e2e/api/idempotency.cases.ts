/** Requests that may be repeated with a key. */
import type { RouteId } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { expectProblem } from './problem.js';
import { allRoutes, askRoute, bodyOf, type Sent } from './route-requests.js';
import { grant } from './tenant.js';

const repeatable = allRoutes.filter(([, { idempotencyKey }]) => idempotencyKey).map(([id]) => id);

export function idempotencyCases(at: () => World): void {
  const ask = (id: RouteId, key: string, sent: Sent = {}) =>
    askRoute(at().server, id, at().acme, { key: at().server.adminKey, headers: { 'idempotency-key': key }, ...sent });

  describe('an Idempotency-Key', () => {
    it.each(repeatable)('gives the first answer of %s again', async (id) => {
      const first = await ask(id, `again-${id}`);
      const second = await ask(id, `again-${id}`);
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      expect(second.headers['idempotent-replayed']).toBe('true');
      const said = ({ status, body, headers }: typeof first) => [status, body, headers['location']] as const;
      expect(said(second)).toEqual(said(first));
    });

    it('answers one of many that come together, and tells the others to wait or the same', async () => {
      const body = { id: 'together', title: 'Made once' };
      const all = await Promise.all(Array.from({ length: 12 }, () => ask('createProject', 'together', { body })));
      expect(all.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
      expect(all.filter(({ status, headers }) => status === 201 && !headers['idempotent-replayed'])).toHaveLength(1);
      expect((await ask('createProject', 'together', { body })).headers['idempotent-replayed']).toBe('true');
    });

    it('is forgotten when the request failed, so that it can be sent again', async () => {
      expectProblem(await ask('createProject', 'mended', { body: { id: 'mended' } }), 'invalid-input');
      expect((await ask('createProject', 'mended', { body: { id: 'mended', title: 'Mended' } })).status).toBe(201);
    });

    it('belongs to its caller', async () => {
      const other = await grant(at().server, { role: 'admin', project: null });
      await ask('createProject', 'mine', { body: { id: 'mine', title: 'Mine' } });
      const answer = await ask('createProject', 'mine', { key: other, body: { id: 'other', title: 'Other' } });
      expect([answer.status, answer.body]).toMatchObject([201, { id: 'other' }]);
    });

    it('is over after a day', async () => {
      const { server, acme } = at();
      await ask('createProject', 'old');
      await server.profile.database.query(
        "update idempotent_request set created_at = now() - interval '25 hours' where key = 'old'",
      );
      const answer = await ask('createProject', 'old', {
        body: { ...bodyOf('createProject', acme), id: 'after-a-day' },
      });
      expect([answer.status, answer.headers['idempotent-replayed']]).toEqual([201, undefined]);
    });

    it.each(['x'.repeat(201), 'two words', 'caf\u00e9'])('is refused when it is %j', async (key) => {
      expectProblem(await ask('createProject', Buffer.from(key).toString('latin1')), 'invalid-input');
    });
  });
}
