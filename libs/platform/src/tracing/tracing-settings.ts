/** Whether the environment asks for traces. How they are sampled, batched and sent, the SDK reads for itself. */

export type TracingSettings =
  { readonly kind: 'off' } | { readonly kind: 'on' } | { readonly kind: 'unusable'; readonly reason: string };

const endpointVariables = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;
const protocolVariables = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'] as const;

/** An empty variable is one that is not set, says the specification. */
export function tracingSettings(environment: Readonly<Record<string, string | undefined>>): TracingSettings {
  const endpoint = endpointVariables.find((name) => environment[name]?.trim());
  if (endpoint === undefined) return { kind: 'off' };
  if (environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') return { kind: 'off' };
  if (environment['OTEL_TRACES_EXPORTER']?.trim() === 'none') return { kind: 'off' };
  const address = environment[endpoint] ?? '';
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    return { kind: 'unusable', reason: `${endpoint} is no address: give one such as http://collector:4318` };
  }
  const protocol = protocolVariables.find((name) => environment[name]?.trim());
  if (protocol !== undefined && environment[protocol]?.trim() === 'grpc') {
    return { kind: 'unusable', reason: `${protocol} is grpc: only HTTP is spoken here, mostly on port 4318` };
  }
  return { kind: 'on' };
}
