/** Lists: every row once, whatever the size of the page and however many rows share an instant. */
import { createHash } from 'node:crypto';
import type { RouteId } from '@palimpsest/contracts';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { expectProblem } from './problem.js';
import { allRoutes, askRoute } from './route-requests.js';
import { fillProject } from './fill-project.js';

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}
const lists = allRoutes.filter(([, { query }]) => query && 'cursor' in query.shape).map(([id]) => id);
const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

export function pagingCases(at: () => World): void {
  const ask = (id: RouteId, query: Readonly<Record<string, string>>) =>
    askRoute(at().server, id, at().acme, { key: at().server.adminKey, query });
  const page = async (id: RouteId, query: Readonly<Record<string, string>>) => {
    const { status, body, text } = await ask(id, query);
    expect(status, text).toBe(200);
    return body as Listed;
  };
  const walk = async (id: RouteId, limit: number) => {
    const items: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const got: Listed = await page(id, { limit: String(limit), ...(cursor ? { cursor } : {}) });
      expect(got.items.length).toBeLessThanOrEqual(limit);
      items.push(...got.items);
      cursor = got.next;
    }
    return items;
  };

  describe('a list in pages', () => {
    it('has every row once and in one order, with any size of page', async () => {
      await fillProject(at());
      for (const id of lists) {
        const { items: whole, next } = await page(id, { limit: '500' });
        expect(whole.length, id).toBeGreaterThan(7);
        expect(next, id).toBeNull();
        for (const limit of [3, 7]) expect(await walk(id, limit), `${id} by ${limit}`).toEqual(whole);
        expect(new Set(whole.map(digestOf)).size, id).toBe(whole.length);
      }
    });

    it.each(lists)('of %s refuses sizes and cursors that nobody gave', async (id) => {
      const sizes = ['0', '-1', '501', '1.5', '', 'all', '1e999'].map((limit) => ({ limit }));
      const values = [[], [null], ['\0'], ['x', 'y', 'z'], [{}], {}, 'x', [true], [['x']], [1e308, 'x']];
      const cursors = ['', '!', '..', 'x'.repeat(401), 'e30', ...values.map(cursorOf)].map((cursor) => ({ cursor }));
      for (const query of [...sizes, ...cursors]) expectProblem(await ask(id, query), 'invalid-input');
      // What a column could hold is a place in the list; nothing else is ever worse than refused.
      for (const key of [[1e12], [-1], [1.5], ['\ud800'], ['9999-12-31', 'x']]) {
        expect([200, 422]).toContain((await ask(id, { cursor: cursorOf(key) })).status);
      }
    });

    it('takes no cursor of another list for more than a place in its own', async () => {
      const { rival, server } = at();
      const cursors = new Map<RouteId, string>();
      for (const id of lists) cursors.set(id, (await page(id, { limit: '1' })).next ?? '');
      for (const id of lists) {
        for (const cursor of cursors.values()) {
          const { status, text } = await askRoute(server, id, rival, { key: rival.keys.admin, query: { cursor } });
          expect([200, 422], `${id} ${cursor}: ${text}`).toContain(status);
          expect(text).not.toContain('acme');
        }
      }
    });
  });

  describe('a filter', () => {
    const plans = (items: Listed['items']) => items.map(({ plan }) => (plan as { name: string }).name);
    it('shows what fits and nothing else', async () => {
      const state = await page('listAudits', { state: 'failed' });
      expect(new Set(state.items.map((row) => row['state']))).toEqual(new Set(['failed']));
      const verdict = await page('listAudits', { verdict: 'leak' });
      expect(new Set(verdict.items.map((row) => row['verdict']))).toEqual(new Set(['leak']));
      expect(new Set(plans((await page('listAudits', { plan: 'filler-3' })).items))).toEqual(new Set(['filler-3']));
      const named = await page('listPlans', { name: 'filler-3' });
      expect(named.items.map(({ name }) => name)).toEqual(['filler-3']);
      const steps = await page('listSteps', { state: 'waiting' });
      expect(new Set(steps.items.map((row) => row['state']))).toEqual(new Set(['waiting']));
      const { items } = await page('listFindings', { kind: 'gap' });
      const unit = items.at(-1)?.['unit'] as string;
      expect((await page('listFindings', { unit })).items.every((row) => row['unit'] === unit)).toBe(true);
      expect((await page('listFindings', { kind: 'attack' })).items).toEqual([]);
    });

    it.each([
      ['listAudits', { state: 'done' }],
      ['listAudits', { state: '' }],
      ['listAudits', { verdict: 'clean' }],
      ['listAudits', { plan: '../x' }],
      ['listAudits', { 'state[]': 'failed' }],
      ['listSteps', { state: "failed' or 1=1--" }],
      ['listFindings', { unit: '%' }],
    ] as const)('of %s is refused when it is %j', async (id, query) => {
      expectProblem(await ask(id, query), 'invalid-input');
    });

    it('is refused when it comes twice', async () => {
      const { server, acme } = at();
      const path = `/api/v1/projects/${acme.project}/audits?state=failed&state=queued`;
      expectProblem(await request(server.url).get(path).auth(server.adminKey, { type: 'bearer' }), 'invalid-input');
    });
  });
}
