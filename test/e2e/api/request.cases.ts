/** Requests of people to be erased, from receipt to answer, by the clock of the server. */
import { pseudonymOf } from '@palimpsest/audit';
import type { RecordedRequest, RouteId } from '@palimpsest/contracts';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { newErasure } from './new-erasure.js';
import { expectProblem } from './problem.js';
import { askRoute, type Sent } from './route-requests.js';
import { grant, requestOf } from './tenant.js';

export function requestCases(at: () => World): void {
  const ask = (id: RouteId, sent: Sent = {}) =>
    askRoute(at().server, id, at().acme, { key: at().acme.keys.reviewer, ...sent });
  const answered = async (id: RouteId, sent: Sent = {}) => {
    const { status, body, text } = await ask(id, sent);
    expect(status, text).toBeLessThan(300);
    return body as RecordedRequest;
  };
  const listed = async (id: RouteId, query: Readonly<Record<string, string>> = {}) => {
    const { items } = (await ask(id, { query: { limit: '500', ...query } })).body as {
      readonly items: readonly RecordedRequest[];
    };
    return items;
  };
  const logOf = async (target: string) => {
    const { body } = await ask('readLog', { key: at().server.adminKey, query: { limit: '500' } });
    const { items } = body as { items: readonly { target: string; action: string; actor: string; detail: unknown }[] };
    return items.filter((entry) => entry.target === target);
  };
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

  describe('a request to be erased', () => {
    it('is open, then overdue by the clock, then answered late; and the log has every change by whom', async () => {
      const { clock } = at().server;
      const params = { request: 'slow' };
      const body = { ...requestOf('slow'), profile: 'us-california', received: day(0) };
      expect(await answered('createRequest', { body })).toMatchObject({ standing: 'open', due: day(45) });
      clock.aheadDays = 45;
      expect(await answered('readRequest', { params })).toMatchObject({ standing: 'open' });
      expect((await listed('listRequests', { standing: 'open' })).map(({ id }) => id)).toContain('slow');
      clock.aheadDays = 46;
      expect(await answered('readRequest', { params })).toMatchObject({ standing: 'overdue' });
      expect((await listed('listRequests', { standing: 'overdue' })).map(({ id }) => id)).toContain('slow');
      expectProblem(await ask('extendRequest', { params, body: { reason: 'too late' } }), 'conflict');
      const answer = { outcome: 'partly-erased', reason: 'kept as a court ordered' } as const;
      const late = await answered('answerRequest', { params, body: answer });
      clock.aheadDays = 0;
      expect(late).toMatchObject({ standing: 'answered-late', answer: { on: day(46), ...answer } });
      const entries = await logOf('slow');
      expect(entries.map(({ action }) => action)).toEqual(['requests.receive', 'requests.answer']);
      expect(entries.at(-1)?.detail).toEqual({ on: day(46), outcome: 'partly-erased' });
      expect(new Set(entries.map(({ actor }) => actor)).size).toBe(1);
      expect(JSON.stringify(entries) + at().server.logged()).not.toContain('court');
    });

    it('whose reasons lie sealed is not told again to whoever records it twice, nor kept for them', async () => {
      const body = requestOf('twice');
      const headers = { 'idempotency-key': 'recorded-twice' };
      expect(await answered('createRequest', { body })).toEqual(await answered('createRequest', { body }));
      const told = { reason: 'three models to retrain', on: '2026-02-10' };
      await answered('extendRequest', { params: { request: 'twice' }, body: told });
      expectProblem(await ask('createRequest', { body, headers }), 'conflict');
      const kept = await at().server.profile.database.query<object[]>('select body from idempotent_request');
      expect(JSON.stringify(kept)).not.toContain(told.reason);
    });

    it('is listed as due with what is most urgent first, as of any day, until it is answered', async () => {
      const request = await newErasure(at().server, 'acme');
      const due = (query: Readonly<Record<string, string>>) => listed('listDueRequests', query);
      const all = (await due({ on: '2026-03-01' })).filter(({ due: last }) => last !== null);
      expect(all.map((row) => row.due)).toEqual(all.map((row) => row.due).toSorted());
      expect(all.find(({ id }) => id === request)).toMatchObject({ due: '2026-02-28', standing: 'overdue' });
      const ids = async (within: string) => (await due({ on: '2026-02-20', within })).map(({ id }) => id);
      expect(await ids('7')).not.toContain(request);
      expect(await ids('8')).toContain(request);
      await answered('answerRequest', { params: { request } });
      expect(await ids('8')).not.toContain(request);
    });

    it('names people of its data set only, when it is told which', async () => {
      const people = (await openBuiltInDataset('people-published'))!;
      const known = pseudonymOf(people.digest, people.items[0]!.subjectId);
      const body = { ...requestOf('checked'), dataset: 'people' };
      const refused = await ask('createRequest', { body });
      expectProblem(refused, 'invalid-input');
      expect(refused.text).toContain('S-0123456789ab');
      expect(await answered('createRequest', { body: { ...body, subjects: [known] } })).toMatchObject({
        subjects: [known],
      });
    });

    it('takes neither names nor days that no calendar has, nor a profile that nobody knows', async () => {
      const bad = [{ subjects: ['Ada Lovelace'] }, { received: '2026-02-30' }, { received: '0001-01-01' }];
      for (const part of [...bad, { profile: 'eutopia' }, { subjects: [] }]) {
        const answer = await ask('createRequest', { body: { ...requestOf('bad'), ...part } });
        expectProblem(answer, 'invalid-input');
        expect(answer.text).not.toContain('Lovelace');
      }
      expectProblem(await ask('linkRequest', { body: {} }), 'invalid-input');
      expectProblem(await ask('readRequest', { params: { request: 'bad' } }), 'not-found');
    });

    it('stands in the page of a report that is asked for with it, for who may read both', async () => {
      const request = at().acme.params['request'] as string;
      const page = (query: Readonly<Record<string, string>>, key = at().acme.keys.reviewer) =>
        ask('readReportPage', { key, query });
      expect((await page({})).text).not.toContain(request);
      expect((await page({ request })).text).toContain(request);
      expectProblem(await page({ request: 'request-of-rival' }), 'not-found');
      const narrow = await grant(at().server, { role: 'reviewer', project: 'acme', scopes: ['reports:read'] });
      expect((await page({}, narrow)).status).toBe(200);
      expectProblem(await page({ request }, narrow), 'forbidden');
    });
  });
}
