/** When the server itself cannot: too many requests, a database that fails, requests that never end. */
import { once } from 'node:events';
import { connect } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listeningServer, type ListeningServer } from '../api/listening-server.js';
import { expectProblem } from '../api/problem.js';
import { allRoutes, askRoute } from '../api/route-requests.js';
import { openTenant, type Tenant } from '../api/tenant.js';

let server: ListeningServer;
let acme: Tenant;
const limit = 60;
beforeAll(async () => {
  server = await listeningServer({ limits: { requestsPerMinute: limit, requestMilliseconds: 500 } });
  acme = await openTenant(server, 'acme');
});
afterAll(() => server.close());

describe('a database that fails', () => {
  it('is an internal error on every route, and says nothing of itself', async () => {
    const { database } = server.profile;
    await database.query('alter table api_key rename to lost');
    for (const [id] of allRoutes) {
      const key = `pal_${id
        .padEnd(16, '0')
        .replaceAll(/[^0-9a-f]/g, '0')
        .slice(0, 16)}_${'0'.repeat(64)}`;
      expectProblem(await askRoute(server, id, acme, { key }), 'internal-error');
    }
    await database.query('alter table lost rename to api_key');
    expect(server.logged()).toContain('internal error');
    expect(server.logged()).not.toContain('relation');
  });
});

describe('a request that never ends', () => {
  it.each([
    ['its headers', 'POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nX-A: '],
    [
      'its body',
      'POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    ],
  ])('is cut off in the midst of %s', async (_, text) => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(text);
    const drip = setInterval(() => socket.write('a'), 100);
    socket.on('error', () => {});
    await once(socket.resume(), 'close');
    clearInterval(drip);
  });
});

describe('too many requests', () => {
  it('are refused on every route, with the time to wait', async () => {
    const ask = (authorization: string) => request(server.url).get('/api/v1/me').set({ authorization });
    for (let sent = 0; sent <= limit; sent++) await ask(`Bearer ${acme.keys.reviewer}`);
    for (const [id] of allRoutes) {
      const answer = await askRoute(server, id, acme, { key: acme.keys.reviewer });
      expectProblem(answer, 'too-many-requests');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('are not made possible by making up keys', async () => {
    const madeUp = (sent: number) => `Bearer pal_${String(sent).padStart(16, '0')}_${'0'.repeat(64)}`;
    const statuses: number[] = [];
    for (let sent = 0; sent < limit + 10; sent++) {
      const { status } = await request(server.url)
        .get('/api/v1/me')
        .set({ authorization: madeUp(sent) });
      statuses.push(status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});
