/** Traces for an application, to an OpenTelemetry collector. Off, and not even loaded, unless one is named. */
import { tracingSettings } from './tracing-settings.js';

export interface Tracing {
  /** Sends what is left and ends tracing: takes a few seconds at most, and never fails. */
  stop(): Promise<void>;
}

const off: Tracing = { stop: () => Promise.resolve() };

/**
 * Reads the OTEL_* variables of the process, as the SDK does by itself.
 * @param service what the spans are said to come from, unless OTEL_SERVICE_NAME says something else
 * @param onTrouble hears why nothing is traced, or that the collector takes nothing: once, until it does again. Nothing
 * else suffers from that.
 */
export async function startTracing(service: string, onTrouble: (reason: string) => void): Promise<Tracing> {
  const settings = tracingSettings(process.env);
  if (settings.kind === 'unusable') onTrouble(settings.reason);
  if (settings.kind !== 'on') return off;
  const { startSdk } = await import('./sdk.js');
  return startSdk(service, onTrouble);
}
