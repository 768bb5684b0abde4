import { afterEach, describe, expect, it, vi } from 'vitest';
import { startCollector, type StandInCollector } from '../../../../test/support/stand-in-collector.js';
import { inSpan, Span, traceparent } from './span.js';
import { startTracing, type Tracing } from './start-tracing.js';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const internal = { kind: 'internal' } as const;
let collector: StandInCollector;
let tracing: Tracing | null = null;
const troubles: string[] = [];

async function start(collecting: StandInCollector, more: Readonly<Record<string, string>> = {}): Promise<void> {
  collector = collecting;
  for (const [name, value] of Object.entries({ ...collector.environment, ...more })) vi.stubEnv(name, value);
  tracing = await startTracing('a-test', (reason) => troubles.push(reason));
}
const stop = async (): Promise<void> => {
  await tracing?.stop();
  tracing = null;
};
afterEach(async () => {
  await stop();
  await collector.close();
  vi.unstubAllEnvs();
  troubles.length = 0;
});

describe('a span', () => {
  it('is sent under the name of the service, within the one around it, when tracing stops at the latest', async () => {
    await start(await startCollector(), { OTEL_BSP_SCHEDULE_DELAY: '60000' });
    await inSpan('outer', { kind: 'server', attributes: { method: 'GET' } }, () =>
      inSpan('inner', internal, () => Promise.resolve()),
    );
    expect(collector.spans()).toEqual([]);
    await stop();
    const [inner, outer] = ['inner', 'outer'].map((name) => collector.spans().find((span) => span.name === name));
    expect(outer).toMatchObject({ service: 'a-test', kind: 2, attributes: { 'http.request.method': 'GET' } });
    expect(outer?.parentSpanId ?? '').toBe('');
    expect(inner).toMatchObject({ kind: 1, traceId: outer?.traceId, parentSpanId: outer?.spanId });
  });

  it('goes on with the trace of another process, and hands it on', async () => {
    await start(await startCollector());
    await inSpan('here', { kind: 'consumer', parent }, (span) => {
      expect(span.traceId).toBe(parent.split('-')[1]);
      expect(traceparent()).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
      return Promise.resolve();
    });
    await stop();
    expect(collector.spans()[0]).toMatchObject({ parentSpanId: parent.split('-')[2] });
  });

  it('begins a trace when what the other process said is unreadable', async () => {
    await start(await startCollector());
    await inSpan('here', { kind: 'consumer', parent: 'x'.repeat(500) }, () => Promise.resolve());
    await stop();
    expect(collector.spans()[0]?.parentSpanId ?? '').toBe('');
    expect(collector.received()).not.toContain('xxx');
  });

  it('tells of an error its name and those of its causes, and no message', async () => {
    await start(await startCollector());
    const cause = Object.assign(new TypeError('Ada Lovelace lives in London'), { name: 'Ada Lovelace' });
    const error = new RangeError('the answer was "London"', { cause });
    await expect(inSpan('failing', internal, () => Promise.reject(error))).rejects.toBe(error);
    await stop();
    expect(collector.spans()[0]).toMatchObject({
      failed: true,
      exceptions: ['RangeError', 'Error'],
      attributes: { 'error.type': 'RangeError' },
    });
    expect(collector.received()).not.toMatch(/London|Lovelace|tracing\.spec/);
  });

  it('takes attributes of the list only, whatever else an object holds', async () => {
    await start(await startCollector());
    const row = { project: 'acme', audit: 'a', answer: 'London', undefined: 'London' };
    await inSpan('here', { ...internal, attributes: row }, () => Promise.resolve());
    await stop();
    expect(collector.spans()[0]?.attributes).toEqual({ 'palimpsest.project': 'acme', 'palimpsest.audit': 'a' });
  });
});

describe('the standard variables', () => {
  it('name the service, sample and authenticate', async () => {
    const headers = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc' };
    await start(await startCollector(), { OTEL_SERVICE_NAME: 'audits', ...headers });
    await inSpan('here', internal, () => Promise.resolve());
    await stop();
    expect(collector.spans()[0]?.service).toBe('audits');
    expect(collector.headers()[0]).toMatchObject({ authorization: 'Bearer abc' });
    await start(collector, { OTEL_TRACES_SAMPLER: 'always_off' });
    await inSpan('unsampled', internal, () => Promise.resolve());
    await stop();
    expect(collector.received()).not.toContain('unsampled');
  });
});

describe('without a collector', () => {
  it('nothing is traced, and what is done within spans is done', async () => {
    await start(await startCollector(), { OTEL_EXPORTER_OTLP_ENDPOINT: '' });
    const span = new Span('here', { kind: 'server', parent });
    expect(span.traceId).toBeUndefined();
    expect(span.run(() => traceparent())).toBeNull();
    await expect(inSpan('there', internal, () => Promise.resolve(3))).resolves.toBe(3);
    expect(troubles).toEqual([]);
  });

  it('that is down, spans are dropped: it is said once and the end takes seconds', async () => {
    const down = await startCollector();
    await down.close();
    await start(down, { OTEL_EXPORTER_OTLP_TIMEOUT: '200' });
    for (const name of ['first', 'second']) {
      await inSpan(name, internal, () => Promise.resolve());
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(troubles).toEqual([expect.stringMatching(/^the collector takes no spans \(\w+ .*\); they are dropped$/)]);
  });

  it('that answers, the end of the process is held up by seconds at most', async () => {
    await start(await startCollector({ answers: false }));
    await inSpan('here', internal, () => Promise.resolve());
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('that can be used, tracing is off and somebody hears why', async () => {
    await start(await startCollector(), { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
    expect(troubles).toEqual([expect.stringContaining('OTEL_EXPORTER_OTLP_PROTOCOL is grpc')]);
    expect(new Span('here', internal).traceId).toBeUndefined();
  });
});
