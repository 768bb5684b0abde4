/** What attackers send: it is refused, the server goes on, and the refusal says nothing of its insides. */
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listeningServer, type ListeningServer } from '../api/listening-server.js';
import { expectProblem } from '../api/problem.js';
import { allRoutes, askRoute, pathOf } from '../api/route-requests.js';
import { grant, openTenant, planOf, type Tenant } from '../api/tenant.js';

let server: ListeningServer;
let acme: Tenant;
beforeAll(async () => {
  server = await listeningServer();
  acme = await openTenant(server, 'acme');
});
afterAll(() => server.close());

const admin = (key = server.adminKey) => ({ authorization: `Bearer ${key}` });
const post = (path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  request(server.url)
    .post(`/api/v1${path}`)
    .set({ ...admin(), 'content-type': 'application/json', ...headers })
    .serialize((sent) => sent as never)
    .send(body as never);
const project = (more: string) => `{"id":"x","title":"x"${more}}`;

describe('a parameter in a path', () => {
  const tricks = [
    '..',
    '.',
    '../acme',
    '..%2fetc%2fpasswd',
    'acme\0',
    'acme\n',
    'acm\u0435',
    'a\u202ee',
    'acme%00',
    "acme'--",
  ];
  const named = allRoutes.flatMap(([id, { path }]) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [id, name!] as const),
  );
  it.each(named)('of %s is its own name or refused: %s', async (id, name) => {
    for (const trick of [...tricks, 'x'.repeat(5_000)]) {
      const { path, method } = allRoutes.find(([other]) => other === id)![1];
      const raw = pathOf({ path }, { ...acme.params, [name]: 'TRICK' }).replace(
        'TRICK',
        encodeURIComponent(trick).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2e')),
      );
      const answer = await request(server.url)[method](raw).set(admin());
      expect([400, 404, 405, 422], `${trick}: ${answer.text.slice(0, 200)}`).toContain(answer.status);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
  });

  it.each(['%', '%zz', '%c0%af', '%ff'])('that is no text is refused: %s', async (text) => {
    expectProblem(await request(server.url).get(`/api/v1/projects/${text}/audits`).set(admin()), 'malformed-request');
  });
});

describe('a body', () => {
  it.each([
    ['half of it', '{"id":"x",'],
    ['two', '{}{}'],
    ['no JSON', '<xml/>'],
    ['UTF-16', Buffer.from('{"id":"x"}', 'utf16le')],
    ['a key twice', project(',"title":"y"')],
    ['a key twice, spelt otherwise', project(',"\\u0074itle":"y"')],
    ['a hundred thousand lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nesting in a plan', `{"probes":[{"id":"direct","params":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}]}`],
  ])('that is %s is malformed', async (_, body) => {
    for (const path of ['/projects', '/projects/acme/plans'])
      expectProblem(await post(path, body), 'malformed-request');
  });

  it.each(['null', '[]', '"x"', '1', '{}', project(',"__proto__":{"role":"admin"}'), project(',"constructor":{}')])(
    'that fits no schema is refused: %s',
    async (body) => {
      expectProblem(await post('/projects', body), 'invalid-input');
    },
  );

  it('pollutes no prototype from parameters either', async () => {
    const plan = JSON.stringify({ ...planOf('polluted'), probes: [{ id: 'direct', params: {} }] });
    const answer = await post(
      '/projects/acme/plans',
      plan.replace('"params":{}', '"params":{"__proto__":{"polluted":1}}'),
    );
    expect([201, 422]).toContain(answer.status);
    expect(answer.text).not.toContain('polluted":1');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json; charset=utf-32'])(
    'of another kind is not understood: %s',
    async (type) => {
      expectProblem(await post('/projects', project(''), { 'content-type': type }), 'unsupported-media-type');
    },
  );

  it('in another spelling than UTF-8 is not understood, whatever it hides', async () => {
    const deep = Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'utf16le');
    const headers = { 'content-type': 'application/json; charset=utf-16le' };
    expectProblem(await post('/projects', deep, headers), 'unsupported-media-type');
  });

  it('of ten megabytes is too large, plain and as the ten kilobytes that gzip makes of it', async () => {
    const large = project(`,"x":"${'x'.repeat(10_000_000)}"`);
    expectProblem(await post('/projects', large), 'too-large');
    const bomb = gzipSync(large);
    expect(bomb.length).toBeLessThan(20_000);
    expectProblem(await post('/projects', bomb, { 'content-encoding': 'gzip' }), 'too-large');
    expectProblem(await post('/projects', bomb.subarray(0, 5_000), { 'content-encoding': 'gzip' }), 'too-large');
    expectProblem(await post('/projects', 'no gzip', { 'content-encoding': 'gzip' }), 'malformed-request');
    expectProblem(await post('/projects', project(''), { 'content-encoding': 'zstd' }), 'unsupported-media-type');
  });

  it('may not ask for more work than a plan can be about', async () => {
    const plan = { ...planOf('endless'), seeds: Array.from({ length: 60_000 }, (_, seed) => seed) };
    const start = performance.now();
    expectProblem(await post('/projects/acme/plans', JSON.stringify(plan)), 'invalid-input');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('a header', () => {
  it.each(['x', 'a b c d e f g h', 'x'.repeat(65), '../../etc/passwd', '{"a":1}aaaa'])(
    'x-request-id is replaced when it is %j',
    async (id) => {
      const { headers } = await request(server.url)
        .get('/api/v1/me')
        .set({ ...admin(), 'x-request-id': id });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('of a hundred kilobytes closes the connection, and the server goes on', async () => {
    const sent = request(server.url)
      .get('/api/v1/me')
      .set({ ...admin(), 'x-much': 'x'.repeat(100_000) });
    expect(
      await sent.then(
        ({ status }) => status,
        () => 431,
      ),
    ).toBe(431);
    await request(server.url).get('/api/v1/me').set(admin()).expect(200);
  });

  it('lets no other origin in and is as helmet sets it', async () => {
    const { headers } = await request(server.url)
      .get('/api/v1/me')
      .set({ ...admin(), origin: 'https://evil.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' },
      ...{ 'strict-transport-security': expect.stringContaining('max-age=') as string },
      'content-security-policy': expect.stringContaining("default-src 'self'") as string,
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each(['Basic YWRtaW46YWRtaW4=', 'Bearer', 'Bearer null', 'bearer x y', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
    'authorization opens nothing when it is %s',
    async (authorization) => {
      expectProblem(await request(server.url).get('/api/v1/me').set({ authorization }), 'unauthenticated');
    },
  );
});

describe('the log', () => {
  it('holds no key, no query, no body and no answer', async () => {
    const key = await grant(server, { role: 'admin', project: 'acme' });
    const person = 'Ada Lovelace';
    await request(server.url).delete(`/api/v1/keys/${key}`).set(admin(key));
    await request(server.url)
      .get(`/api/v1/projects?name=${encodeURIComponent(person)}`)
      .set(admin(key));
    await askRoute(server, 'createKey', acme, { key, body: { name: person, role: 'reviewer', project: 'acme' } });
    await post('/projects', `{"id":"${person}`);
    const logged = server.logged();
    expect(logged).toContain('"path":"/api/v1/keys/pal_…"');
    for (const secret of [key, key.slice(21), server.adminKey.slice(21), person, 'Lovelace'])
      expect(logged).not.toContain(secret);
  });
});
