import request from 'supertest';
import type { App } from 'supertest/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const api = (key = server.adminKey) => {
  const agent = request.agent(server.app.getHttpServer() as App).auth(key, { type: 'bearer' });
  return agent;
};

describe('the API', () => {
  it('makes a project, once', async () => {
    const body = { id: 'acme', title: 'ACME' };
    const made = await api().post('/api/v1/projects').send(body).expect(201);
    expect(made.headers['location']).toBe('/api/v1/projects/acme');
    await api().post('/api/v1/projects').send(body).expect(201);
    const taken = await api()
      .post('/api/v1/projects')
      .send({ ...body, title: 'Other' })
      .expect(409);
    expect(taken.headers['content-type']).toContain('application/problem+json');
    expect(taken.body).toMatchObject({ type: '/problems/conflict', detail: expect.stringContaining('acme') as string });
  });
});
