import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from './client.js';
import { ProblemError, UnexpectedAnswerError, UnreachableError } from './errors.js';
import { items } from './items.js';
import type { ClientOptions } from './options.js';
import { json, problem, startStandIn, type Script, type StandIn } from './testing/stand-in.js';

const key = 'pal_0123456789abcdef_secret';
let server: StandIn | undefined;
afterEach(() => server?.close());

async function clientOf(script: Script, options: Partial<ClientOptions> = {}): Promise<[Client, StandIn]> {
  server = await startStandIn(script);
  return [createClient({ server: server.url, key, backoffMs: 1, ...options }), server];
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a call', () => {
  it('puts parameters into path and query and says who asks', async () => {
    const [client, { asked }] = await clientOf((response) => json(response, { items: [], next: null }));
    await client.listAudits({ project: 'a b/c', state: 'running', limit: 7 });
    expect(asked[0]).toMatchObject({
      ...{ method: 'GET', path: '/api/v1/projects/a%20b%2Fc/audits?limit=7&state=running' },
      headers: { authorization: `Bearer ${key}`, accept: 'application/json, application/problem+json' },
    });
  });

  it('goes below a path of the server’s address', async () => {
    const script: Script = (response) => json(response, { items: [], next: null });
    server = await startStandIn(script);
    await createClient({ server: `${server.url}/audits/`, key }).listProjects();
    expect(server.asked[0]?.path).toBe('/audits/api/v1/projects');
  });

  it.each(['', '.', '..'])('does not ask for another route when a name is %j', async (project) => {
    const [client, { asked }] = await clientOf((response) => json(response, {}));
    expect(await failureOf(client.readProject({ project }))).toMatchObject({ message: /project: a name is needed/ });
    expect(asked).toEqual([]);
  });

  it('gives pages as text, bytes as bytes, and nothing for nothing', async () => {
    const [client] = await clientOf((response, count) => {
      if (count === 0) response.writeHead(200, { 'content-type': 'text/html' }).end('<p>é');
      if (count === 1)
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.from([0, 255]));
      if (count === 2) response.writeHead(204).end();
    });
    expect(await client.readReportPage({ project: 'p', audit: 'a' })).toBe('<p>é');
    expect(await client.readArtifact({ project: 'p', sha256: 'x' })).toEqual(new Uint8Array([0, 255]));
    expect(await client.revokeKey({ key: 'k' })).toBeUndefined();
  });

  it('tells how many bytes have come, and of how many, and stops when whoever listens has had enough', async () => {
    const whole = Buffer.alloc(300_000, 'x');
    const [client] = await clientOf((response) =>
      response.writeHead(200, { 'content-type': 'application/x-tar', 'content-length': whole.length }).end(whole),
    );
    const seen: (number | null)[][] = [];
    const at = { project: 'p', audit: 'a' };
    const bytes = await client.exportEvidence(at, { onBytes: (...told) => seen.push(told) });
    expect(bytes).toEqual(new Uint8Array(whole));
    expect(seen.at(-1)).toEqual([whole.length, whole.length]);
    const enough = new RangeError('enough');
    const onBytes = () => {
      throw enough;
    };
    expect(await failureOf(client.exportEvidence(at, { onBytes }))).toBe(enough);
  });

  it('tells a problem with its kind, and everything that does not fit', async () => {
    const [client] = await clientOf((response) => problem(response, 422, 'invalid-input'));
    const error = await failureOf(client.readProject({ project: 'p' }));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      ...{ kind: 'invalid-input', status: 422, detail: 'about invalid-input', requestId: 'req-12345678' },
      problems: [{ path: 'plan', message: 'is odd' }],
    });
  });

  it('does not take the page of another program for an answer', async () => {
    const [client] = await clientOf((response, count) => {
      response.writeHead(count === 0 ? 200 : 404, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    });
    expect(await failureOf(client.readCaller())).toMatchObject({
      ...{ name: 'UnexpectedAnswerError', message: /text\/html where JSON was expected/ },
    });
    expect(await failureOf(client.readCaller())).toMatchObject({ name: 'UnexpectedAnswerError', status: 404 });
  });

  it('follows no redirect, so the key goes nowhere else', async () => {
    const elsewhere = await startStandIn((response) => json(response, {}));
    const [client, { asked }] = await clientOf((response) => {
      response.writeHead(307, { location: `${elsewhere.url}/api/v1/me` }).end();
    });
    const error = await failureOf(client.readCaller());
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ message: expect.stringContaining(elsewhere.url) as string });
    expect([asked.length, elsewhere.asked.length]).toEqual([1, 0]);
    await elsewhere.close();
  });

  it('keeps the key to itself', async () => {
    const [client] = await clientOf((response) => problem(response, 403, 'forbidden'));
    const error = await failureOf(client.readCaller());
    expect(inspect([client, error], { depth: 9, showHidden: true })).not.toContain('secret');
  });
});

describe('repeating', () => {
  const flaky: Script = (response, count) => {
    if (count === 0) response.destroy();
    else json(response, { id: 'acme' });
  };

  it('is done for what can be read again, after a broken connection', async () => {
    const [client, { asked }] = await clientOf(flaky);
    expect(await client.readProject({ project: 'acme' })).toEqual({ id: 'acme' });
    expect(asked).toHaveLength(2);
  });

  it('is done for what is made, under one idempotency key', async () => {
    const [client, { asked }] = await clientOf(flaky);
    await client.createProject({ body: { id: 'acme', title: 'ACME' } });
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(asked.map(({ body }) => body)).toEqual(Array(2).fill('{"id":"acme","title":"ACME"}'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    await client.createProject({ body: { id: 'acme', title: 'ACME' } });
    expect(asked[2]?.headers['idempotency-key']).not.toBe(keys[0]);
  });

  it('is not done for what might be done twice', async () => {
    const [client, { asked }] = await clientOf(flaky);
    expect(await failureOf(client.createKey({ body: { name: 'k', role: 'auditor' } }))).toBeInstanceOf(
      UnreachableError,
    );
    expect(asked).toHaveLength(1);
  });

  it('waits as long as the server says, and ends after some attempts', async () => {
    const [client, { asked }] = await clientOf(
      (response) => problem(response, 503, 'not-ready', { 'retry-after': '0' }),
      {
        retries: 2,
        backoffMs: 60_000,
      },
    );
    expect(await failureOf(client.readCaller())).toMatchObject({ kind: 'not-ready', retryAfterMs: 0 });
    expect(asked).toHaveLength(3);
  });

  it('goes on after being turned away unread, and while the first of two equal requests is worked on', async () => {
    const [client, { asked }] = await clientOf((response, count) => {
      if (count === 0) problem(response, 429, 'too-many-requests', { 'retry-after': '0' });
      else if (count === 2) problem(response, 409, 'conflict', { 'retry-after': '0' });
      else json(response, { id: 'x' });
    });
    await client.createKey({ body: { name: 'k', role: 'auditor' } });
    await client.createProject({ body: { id: 'acme', title: 'ACME' } });
    expect(asked).toHaveLength(4);
  });

  it('is not done for what the server refuses', async () => {
    const [client, { asked }] = await clientOf((response) => problem(response, 409, 'conflict'));
    expect(await failureOf(client.createProject({ body: { id: 'a', title: 'b' } }))).toMatchObject({
      kind: 'conflict',
    });
    expect(asked).toHaveLength(1);
  });
});

describe('giving up', () => {
  it('says who has not answered in time', async () => {
    const [client, { url }] = await clientOf(() => {}, { timeoutMs: 50, retries: 0 });
    const error = await failureOf(client.readCaller());
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ message: `${new URL(url).host} has not answered within 0.05 s.` });
  });

  it('waits longer for one call than for others when it is told to', async () => {
    const [client] = await clientOf((response) => setTimeout(() => json(response, { id: 'acme' }), 150), {
      ...{ timeoutMs: 20, retries: 0 },
    });
    expect(await failureOf(client.readCaller())).toBeInstanceOf(UnreachableError);
    expect(await client.readCaller({}, { timeoutMs: 20_000 })).toEqual({ id: 'acme' });
  });

  it('ends at once with the caller’s reason, also between two attempts', async () => {
    const stop = new AbortController();
    const [client, { asked }] = await clientOf(
      (response) => {
        problem(response, 503, 'not-ready');
        stop.abort(new Error('enough'));
      },
      { backoffMs: 60_000 },
    );
    expect(await failureOf(client.readCaller({}, { signal: stop.signal }))).toMatchObject({ message: 'enough' });
    expect(asked).toHaveLength(1);
  });

  it('says which server is not there', async () => {
    const gone = await startStandIn(() => {});
    await gone.close();
    const client = createClient({ server: gone.url, key, retries: 0 });
    expect(await failureOf(client.readCaller())).toMatchObject({ message: /cannot be reached \(ECONNREFUSED\)/ });
  });
});

describe('items', () => {
  it('goes through all pages, one when it is needed', async () => {
    const [client, { asked }] = await clientOf((response, count) => {
      json(response, { items: [{ id: `p${count}` }], next: count < 2 ? `after-${count}` : null });
    });
    const seen: string[] = [];
    for await (const { id } of items(client.listProjects, { limit: 1 })) {
      seen.push(id);
      expect(asked).toHaveLength(seen.length);
    }
    expect(seen).toEqual(['p0', 'p1', 'p2']);
    expect(asked[2]?.path).toBe('/api/v1/projects?limit=1&cursor=after-1');
  });
});
