import { createRequire } from 'node:module';
import { afterEach, expect, it, vi } from 'vitest';
import { startTracing } from './start-tracing.js';

const { cache } = createRequire(import.meta.url);
const isSdkLoaded = () => Object.keys(cache).some((path) => path.includes('@opentelemetry/sdk-trace'));
afterEach(() => vi.unstubAllEnvs());

it('the SDK is loaded only where a collector is named', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', '');
  await (await startTracing('a-test', () => {})).stop();
  expect(isSdkLoaded()).toBe(false);
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9');
  await (await startTracing('a-test', () => {})).stop();
  expect(isSdkLoaded()).toBe(true);
});
