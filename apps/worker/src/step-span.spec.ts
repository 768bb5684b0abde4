import { startTracing } from '@palimpsest/platform';
import { FinalJobError } from '@palimpsest/queue';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCollector, type StandInCollector } from '../../../test/support/stand-in-collector.js';
import { stepPayload } from './step-payload.js';
import { inStepSpan } from './step-span.js';

const step = { project: 'acme', audit: 'a', unit: '1'.repeat(64) };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const job = (payload: Readonly<Record<string, string>>, attempt = 1, signal = new AbortController().signal) => ({
  payload,
  attempt,
  signal,
});

let collector: StandInCollector;
beforeAll(async () => {
  collector = await startCollector();
  for (const [name, value] of Object.entries(collector.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await collector.close();
  vi.unstubAllEnvs();
});

/** The span of one attempt that ends as `work` says. */
async function spanOf(given: ReturnType<typeof job>, work: Parameters<typeof inStepSpan>[1]) {
  const tracing = await startTracing('palimpsest-worker', () => {});
  await inStepSpan(given, work).catch(() => {});
  await tracing.stop();
  return collector.spans().at(-1)!;
}

describe('the span of a step', () => {
  it('belongs to the trace in which the step was queued, and says which attempt ended how', async () => {
    const span = await spanOf(job({ ...step, traceparent }, 2), () => Promise.resolve('done'));
    const [, traceId, parentSpanId] = traceparent.split('-');
    expect(span).toMatchObject({ name: 'process steps', kind: 5, traceId, parentSpanId, failed: false });
    expect(span.attributes).toEqual({
      'messaging.system': 'palimpsest',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'steps',
      'palimpsest.project': 'acme',
      'palimpsest.audit': 'a',
      'palimpsest.unit': step.unit,
      'palimpsest.attempt': 2,
      'palimpsest.outcome': 'done',
    });
  });

  it('begins a trace for a job of an older version, or one whose trace is unreadable', async () => {
    expect(stepPayload.parse(step)).toEqual(step);
    for (const payload of [step, { ...step, traceparent: 'nonsense' }]) {
      const span = await spanOf(job(payload), () => Promise.resolve('left'));
      expect(span).toMatchObject({ attributes: { 'palimpsest.outcome': 'left', 'palimpsest.audit': 'a' } });
      expect(span.parentSpanId ?? '').toBe('');
    }
  });

  it('tells apart what is tried again, what is not, and what was interrupted; and quotes nobody', async () => {
    const failing = (error: Error) => () => Promise.reject(error);
    const cause = new TypeError('"London" is no city');
    const again = await spanOf(job(step), failing(cause));
    expect(again).toMatchObject({ failed: true, exceptions: ['TypeError'] });
    expect(again.attributes['palimpsest.outcome']).toBe('failed');
    const final = await spanOf(job(step, 3), failing(new FinalJobError('"London" is no city', { cause })));
    expect(final).toMatchObject({ failed: true, exceptions: ['FinalJobError', 'TypeError'] });
    expect(final.attributes['palimpsest.outcome']).toBe('failed for good');
    const stopped = await spanOf(job(step, 1, AbortSignal.abort()), failing(new Error('the worker stops')));
    expect(stopped.attributes['palimpsest.outcome']).toBe('interrupted');
    expect(collector.received()).not.toContain('London');
  });
});
