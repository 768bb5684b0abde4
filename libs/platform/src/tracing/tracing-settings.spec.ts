import { describe, expect, it } from 'vitest';
import { tracingSettings } from './tracing-settings.js';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('tracing', () => {
  it('is off unless a collector is named', () => {
    expect(tracingSettings({})).toEqual({ kind: 'off' });
    expect(tracingSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual({ kind: 'off' });
    expect(tracingSettings({ OTEL_SERVICE_NAME: 'audits' })).toEqual({ kind: 'off' });
    expect(tracingSettings(endpoint)).toEqual({ kind: 'on' });
    expect(tracingSettings({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces' })).toEqual({
      kind: 'on',
    });
  });

  it('is off when the standard switches say so', () => {
    expect(tracingSettings({ ...endpoint, OTEL_SDK_DISABLED: 'TRUE' })).toEqual({ kind: 'off' });
    expect(tracingSettings({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toEqual({ kind: 'off' });
  });

  it('says what it cannot use, without repeating it: an address may hold a password', () => {
    expect(tracingSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'me:secret@collector' })).toEqual({
      kind: 'unusable',
      reason: 'OTEL_EXPORTER_OTLP_ENDPOINT is no address: give one such as http://collector:4318',
    });
    expect(tracingSettings({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toEqual({
      kind: 'unusable',
      reason: 'OTEL_EXPORTER_OTLP_PROTOCOL is grpc: only HTTP is spoken here, mostly on port 4318',
    });
  });
});
