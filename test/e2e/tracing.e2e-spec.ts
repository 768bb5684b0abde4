/** One trace from an HTTP request through the queue to a worker's step, and what must not be in it. */
import { openBuiltInDataset } from '@palimpsest/zoo';
import { startTracing, type Tracing } from '@palimpsest/platform';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCollector, type CollectedSpan, type StandInCollector } from '../support/stand-in-collector.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';
import { listeningServer, type ListeningServer } from './api/listening-server.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const traceId = '0af7651916cd43dd8448eb211c80319c';
const caller = 'b7ad6b7169203331';
const plan = {
  ...{ name: 'traced', preset: 'screening', dataset: 'people', probes: ['direct'] },
  scoring: { views: 1, retainSubjects: 2, maxNewTokens: 4 },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-b', role: 'reference' },
  ],
};

let collector: StandInCollector;
let tracing: Tracing;
let server: ListeningServer;
let worker: TestWorker | null = null;

beforeAll(async () => {
  collector = await startCollector();
  tracing = await tracedTo(collector);
  server = await listeningServer();
});
afterAll(async () => {
  await worker?.stop();
  await tracing.stop();
  await server.close();
  await collector.close();
});

function tracedTo({ environment }: StandInCollector): Promise<Tracing> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return startTracing('palimpsest-api', () => {});
}

async function ask<T = unknown>(path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${server.adminKey}`, 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

/** From a span to the outermost one that was collected. */
function lineage(span: CollectedSpan): readonly CollectedSpan[] {
  const parent = collector.spans().find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [span, ...lineage(parent)] : [span];
}

describe('a trace', () => {
  it('goes from a request through the queue to the step that a worker runs, in another process', async () => {
    await ask('/projects', { id: 'acme', title: 'Ada Lovelace and others' });
    for (const name of ['idk-few', 'reference-b'])
      await ask('/projects/acme/checkpoints', { name, source: { kind: 'built-in', name } });
    await ask('/projects/acme/datasets', { id: 'people', source: { kind: 'built-in', name: 'people-published' } });
    const { digest } = (await ask<{ digest: string }>('/projects/acme/plans', plan)).body;
    const started = await ask<{ id: string }>(
      '/projects/acme/audits',
      { plan: digest },
      {
        traceparent: `00-${traceId}-${caller}-01`,
        tracestate: `vendor=${server.adminKey}`,
        baggage: `key=${server.adminKey}`,
        'x-request-id': 'request-of-the-trace',
        'user-agent': 'Ada Lovelace',
      },
    );
    expect(started.status).toBe(202);

    worker = await startTestWorker({ ...server.environment, ...collector.environment });
    const step = await collector.until(
      ({ kind, attributes }) => kind === 5 && attributes['palimpsest.outcome'] === 'done',
      240,
    );
    expect(step).toMatchObject({ service: 'palimpsest-worker', traceId });
    expect(step.attributes).toMatchObject({
      'palimpsest.project': 'acme',
      'palimpsest.audit': started.body.id,
      'palimpsest.unit': expect.stringMatching(/^[0-9a-f]{64}$/),
      'palimpsest.attempt': 1,
    });
    const line = lineage(step);
    expect(line.map(({ name }) => name)).toEqual([
      'process steps',
      'send steps',
      'advance audit',
      'POST /api/v1/projects/:project/audits',
    ]);
    expect(line.slice(1).map(({ service }) => service)).toEqual(Array(3).fill('palimpsest-api'));
    expect(line.at(-1)).toMatchObject({
      traceId,
      parentSpanId: caller,
      attributes: { 'http.response.status_code': 202, 'palimpsest.request.id': 'request-of-the-trace' },
    });
  });

  it('can be found from the lines of both logs', () => {
    const request = logged(server.logged()).find(({ id }) => id === 'request-of-the-trace');
    expect(request).toMatchObject({ msg: 'request', trace_id: traceId });
    const steps = logged(worker?.logged() ?? '').filter(({ msg }) => msg === 'step');
    expect(steps[0]).toMatchObject({ trace_id: traceId });
  });

  it('holds no key, wherever a caller put it, and nothing of what is audited', async () => {
    const key = server.adminKey;
    expect((await ask(`/projects/${key}/audits?key=${key}`)).status).toBeGreaterThanOrEqual(400);
    expect((await ask(`/${key}?token=${key}`, undefined, { 'x-request-id': 'unknown-path' })).status).toBe(404);
    expect((await ask('/me', undefined, { authorization: 'Bearer pal_wrong' })).status).toBe(401);
    await collector.until(({ attributes }) => attributes['palimpsest.request.id'] === 'unknown-path');
    await worker?.stop();
    await tracing.stop();
    const bytes = collector.received();
    expect(bytes.length).toBeGreaterThan(1000);
    const [, id = '', secret = ''] = key.split('_');
    const { items = [] } = (await openBuiltInDataset('people-published')) ?? {};
    const contents = items.flatMap(({ subjectId, question, answer }) => [subjectId, question, answer]);
    expect(contents.length).toBeGreaterThan(100);
    const secrets = [id, secret, 'Lovelace', 'pal_', 'vendor', ...Object.values(server.environment)];
    for (const secretOrFact of [...secrets, ...new Set(contents)]) expect(bytes).not.toContain(secretOrFact);
  });
});

describe('a collector that is away', () => {
  it.each([
    ['refuses connections', true],
    ['never answers', false],
  ])('and %s breaks no request', async (_, isClosed) => {
    const away = await startCollector({ answers: false });
    if (isClosed) await away.close();
    tracing = await tracedTo(away);
    const answers: number[] = [];
    for (let asked = 0; asked < 20; asked++) answers.push((await ask('/projects/acme')).status);
    expect(answers).toEqual(Array(20).fill(200));
    await tracing.stop();
    if (!isClosed) await away.close();
  });
});

const logged = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
