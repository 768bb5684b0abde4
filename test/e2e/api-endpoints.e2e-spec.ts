import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let model: Server;
let origin: string;
let answer: RequestListener;
const asked: string[] = [];

beforeAll(async () => {
  model = createServer((incoming, response) => {
    asked.push(`${incoming.url} ${incoming.headers.authorization ?? ''}`);
    answer(incoming, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => model.once('listening', resolve));
  origin = `http://127.0.0.1:${(model.address() as AddressInfo).port}`;
  server = await startTestServer({ endpointOrigins: [origin] });
  await api().post('/api/v1/projects').send({ id: 'acme', title: 'ACME' }).expect(201);
});
afterEach(() => asked.splice(0));
afterAll(async () => {
  await server.close();
  model.close();
});

const api = () => request.agent(server.app.getHttpServer() as App).auth(server.adminKey, { type: 'bearer' });
const endpoints = '/api/v1/projects/acme/endpoints';
let names = 0;
const register = (url: string, name = `e${names++}`) =>
  api().post(endpoints).send({ name, url, model: 'vlm', key: 'sk-very-secret' });

async function check(): Promise<{ usable: boolean; reason: string | null }> {
  const made = await register(`${origin}/v1`).expect(201);
  return (await api().post(`${made.headers['location']}/check`).expect(200)).body as never;
}

describe('an endpoint', () => {
  it('is asked for its models with its key, which is shown to nobody and lies sealed', async () => {
    answer = (_, response) => response.end(JSON.stringify({ data: [{ id: 'vlm' }] }));
    expect(await check()).toEqual({ usable: true, reason: null });
    expect(asked).toEqual(['/v1/models Bearer sk-very-secret']);
    expect(JSON.stringify((await api().get(endpoints).expect(200)).body)).not.toContain('sk-very');
    const rows = await server.profile.database.query<{ sealed_key: Buffer }[]>('select sealed_key from endpoint');
    expect(rows.every(({ sealed_key: sealed }) => !sealed.includes('sk-very'))).toBe(true);
    expect(server.logged()).not.toContain('sk-very');
  });

  it.each<[string, RequestListener, string]>([
    ['a redirect', (_, r) => r.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(), 'is not followed'],
    ['an error', (_, r) => r.writeHead(500).end('Ada lives in Zürich'), 'status 500'],
    ['something else', (_, r) => r.end('<html>'), 'no list of models'],
    ['another model', (_, r) => r.end('{"data":[{"id":"other"}]}'), 'no model "vlm"'],
    ['more than it may', (_, r) => r.end('x'.repeat(2_000_000)), 'longer than 1 MB'],
    ['nothing', (request) => request.socket.destroy(), 'did not answer'],
  ])('that answers with %s is not usable, and its words are not passed on', async (_, listener, reason) => {
    answer = listener;
    const { usable, reason: said } = await check();
    expect(usable).toBe(false);
    expect(said).toContain(reason);
    expect(said).not.toContain('Ada');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/v1',
    'http://localhost:5432/',
    'http://[::1]/v1',
    'http://0x7f000001/v1',
    'https://models.example/v1',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ])('elsewhere than on the list is refused: %s', async (url) => {
    await register(url).expect(422);
    expect(asked).toEqual([]);
  });

  it('is not let in by a name that only looks like one of the list', async () => {
    const { port } = new URL(origin);
    for (const url of [
      `${origin}.evil.example/v1`,
      `http://user:pass@127.0.0.1:${port}/v1`,
      `http://evil.example#@127.0.0.1:${port}`,
    ]) {
      await register(url).expect(422);
    }
  });

  it('keeps its meaning, and can be forgotten', async () => {
    await register(`${origin}/v1`, 'kept').expect(201);
    await register(`${origin}/v1`, 'kept').expect(201);
    await register(`${origin}/v2`, 'kept').expect(409);
    await api().delete(`${endpoints}/kept`).expect(204);
    await api().delete(`${endpoints}/kept`).expect(404);
  });
});
