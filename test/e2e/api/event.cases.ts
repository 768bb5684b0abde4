/** Following an audit: nothing is missed, nothing comes twice, and the stream ends with the audit. */
import type { AuditEvent } from '@palimpsest/contracts';
import { audits, type AuditKey } from '@palimpsest/persistence';
import { describe, expect, it } from 'vitest';
import { appendEvent } from '../../../libs/persistence/src/audits/events.js';
import { eventually } from '../../../libs/queue/src/testing/eventually.js';
import type { World } from './describe-api.js';
import { expectProblem } from './problem.js';
import { askRoute } from './route-requests.js';
import { openStream } from './stream.js';

export function eventCases(at: () => World): void {
  let made = 0;
  /** A running audit without steps: what happens in it is said by the test. */
  const newAudit = async (): Promise<AuditKey> => {
    const { server, acme } = at();
    const key = { project: acme.project, audit: `watched-${String(++made).padStart(12, '0')}` };
    const values = [key.project, key.audit, '0'.repeat(64)];
    await server.profile.database.query(
      "insert into audit_record (project, id, content) values ($1, $2, '{}')",
      values.slice(0, 2),
    );
    await server.profile.database.query(
      `insert into audit (project, id, state, plan_name, plan_digest, priority) values ($1, $2, 'running', 'p', $3, 500)`,
      values,
    );
    return key;
  };
  const happen = async (key: AuditKey, count: number) => {
    for (let step = 1; step <= count; step++) {
      const event = {
        type: 'unit-progress',
        unit: '1'.repeat(64),
        title: 'x',
        step,
        total: count,
        message: '',
      } as const;
      await at().server.profile.database.transaction((manager) => appendEvent(manager, key, event));
    }
  };
  const cancel = ({ project, audit }: AuditKey) =>
    audits(at().server.profile.database, project).move(audit, ['running'], 'cancelled');
  const follow = (key: AuditKey, after?: number) =>
    openStream(`${at().server.url}/api/v1/projects/${key.project}/audits/${key.audit}/events`, {
      authorization: `Bearer ${at().server.adminKey}`,
      ...(after === undefined ? {} : { 'last-event-id': String(after) }),
    });
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
  const numbers = (events: readonly AuditEvent[]) => events.map(({ sequence }) => sequence);

  describe('a stream of events', () => {
    it('gives what was, then what is, and ends with its audit', async () => {
      const key = await newAudit();
      await happen(key, 3);
      const stream = await follow(key);
      await eventually('what was', () => stream.events.length === 3);
      await happen(key, 4);
      await eventually('what is', () => stream.events.length === 7);
      await cancel(key);
      await stream.ended;
      expect(numbers(stream.events)).toEqual(upTo(8));
      expect(stream.events.at(-1)?.event).toMatchObject({ type: 'audit-finished', outcome: 'cancelled' });
    });

    it('goes on where it was cut off, wherever that was', async () => {
      const key = await newAudit();
      const all: AuditEvent[] = [];
      const writer = happen(key, 60).then(() => cancel(key));
      for (let isOver = false; !isOver;) {
        const stream = await follow(key, all.at(-1)?.sequence ?? 0);
        const ended = stream.ended.then(() => (isOver = true));
        await eventually('some more, or the end', () => stream.events.length >= 9 || isOver);
        stream.cut();
        await ended.catch(() => {});
        all.push(...stream.events);
        isOver = all.at(-1)?.event.type === 'audit-finished';
      }
      await writer;
      expect(numbers(all)).toEqual(upTo(61));
    });

    it('gives more events than are read at a time', async () => {
      const key = await newAudit();
      const { database } = at().server.profile;
      await database.query(
        `insert into audit_event (project, audit, sequence, content)
         select $1, $2, n, '{"type":"unit-started","unit":"${'1'.repeat(64)}","title":"x"}' from generate_series(1, 1300) n`,
        [key.project, key.audit],
      );
      await database.query('update audit set last_event = 1300 where project = $1 and id = $2', [
        key.project,
        key.audit,
      ]);
      await cancel(key);
      const stream = await follow(key, 7);
      await stream.ended;
      expect(numbers(stream.events)).toEqual(upTo(1301).slice(7));
    });

    it('comes to many at once, of many audits, to each its own', async () => {
      const keys = await Promise.all(Array.from({ length: 5 }, newAudit));
      const streams = await Promise.all(keys.flatMap((key) => Array.from({ length: 20 }, () => follow(key))));
      await Promise.all(keys.map((key, index) => happen(key, index + 5).then(() => cancel(key))));
      await Promise.all(streams.map(({ ended }) => ended));
      for (const [index, stream] of streams.entries()) {
        expect(numbers(stream.events)).toEqual(upTo(Math.floor(index / 20) + 6));
      }
    });

    it('is over at once for HEAD, also of an audit that runs', async () => {
      const { project, audit } = await newAudit();
      const answer = await fetch(`${at().server.url}/api/v1/projects/${project}/audits/${audit}/events`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${at().server.adminKey}` },
        signal: AbortSignal.timeout(5_000),
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    });

    it('ends when its key is revoked', async () => {
      const { server, acme } = at();
      const issued = await askRoute(server, 'createKey', acme, { key: server.adminKey });
      const { id, key } = issued.body as { id: string; key: string };
      const watched = await newAudit();
      const url = `${server.url}/api/v1/projects/${watched.project}/audits/${watched.audit}/events`;
      const stream = await openStream(url, { authorization: `Bearer ${key}` });
      await happen(watched, 1);
      await eventually('the first event', () => stream.events.length === 1);
      await askRoute(server, 'revokeKey', acme, { key: server.adminKey, params: { key: id } });
      await happen(watched, 2);
      await stream.ended;
      expect(numbers(stream.events)).toEqual([1]);
    });

    it.each(['-1', 'x', '1.5', '99999999999', '0x10'])('refuses to go on after %s', async (id) => {
      const { server, acme } = at();
      const sent = { key: server.adminKey, headers: { 'last-event-id': id } };
      expectProblem(await askRoute(server, 'streamEvents', acme, sent), 'invalid-input');
    });
  });
}
