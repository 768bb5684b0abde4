import { startTracing, type Tracing } from '@palimpsest/platform';
import express from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCollector, type StandInCollector } from '../../../../test/support/stand-in-collector.js';
import { handler } from './handler.js';
import { requestSpan } from './request-span.js';

let collector: StandInCollector;
let tracing: Tracing;
beforeAll(async () => {
  collector = await startCollector();
  for (const [name, value] of Object.entries(collector.environment)) vi.stubEnv(name, value);
  tracing = await startTracing('palimpsest-api', () => {});
});
afterAll(async () => {
  await tracing.stop();
  await collector.close();
  vi.unstubAllEnvs();
});

const app = express();
app.use(
  handler((incoming, _, next) => {
    incoming.requestId = incoming.path.split('/').at(-1) ?? '';
    next();
  }),
);
app.use(requestSpan('/api/v1'));
app.get('/api/v1/people/:person', (_, response) => void response.json({}));
app.get('/api/v1/away/:person', (_, response) => void response.status(503).json({}));
app.get(
  '/api/v1/broken/:person',
  handler((incoming, response) => {
    incoming.span?.fail(new TypeError('no such person: Ada'));
    response.status(500).json({});
  }),
);
app.get('/health/live', (_, response) => void response.json({}));

/** The span of a request for `path`, whose last part becomes its id. */
async function spanOf(path: string) {
  await request(app).get(path);
  const id = path.split('/').at(-1);
  return collector.until(({ attributes }) => attributes['palimpsest.request.id'] === id);
}

describe('the span of a request', () => {
  it('is named by its route, and says how it was answered', async () => {
    const span = await spanOf('/api/v1/people/ada');
    expect(span).toMatchObject({ name: 'GET /api/v1/people/:person', kind: 2, failed: false });
    expect(span.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/api/v1/people/:person',
      'http.response.status_code': 200,
      'palimpsest.request.id': 'ada',
    });
  });

  it('is named by its method alone where no route fits: 404 is no failure of ours', async () => {
    const span = await spanOf('/api/v1/unknown');
    expect(span).toMatchObject({ name: 'GET', failed: false, attributes: { 'http.response.status_code': 404 } });
    expect(span.attributes).not.toHaveProperty('http.route');
  });

  it('fails with the name of the error, or with the status where there was none', async () => {
    const broken = await spanOf('/api/v1/broken/one');
    expect(broken).toMatchObject({
      failed: true,
      exceptions: ['TypeError'],
      attributes: { 'error.type': 'TypeError' },
    });
    expect(await spanOf('/api/v1/away/two')).toMatchObject({ failed: true, attributes: { 'error.type': '503' } });
    expect(collector.received()).not.toContain('Ada');
  });

  it('is not made for what machines ask every few seconds', async () => {
    await request(app).get('/health/live').expect(200);
    await spanOf('/api/v1/people/after');
    expect(collector.received()).not.toContain('live');
  });
});
