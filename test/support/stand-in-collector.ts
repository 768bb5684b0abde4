/** An HTTP server that takes spans as an OpenTelemetry collector does (OTLP over HTTP, JSON) and shows them to tests. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';

export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  /** 1 internal, 2 server, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Types of the exceptions that were recorded. */
  readonly exceptions: readonly string[];
  readonly failed: boolean;
}

export interface StandInCollector {
  /** What a process that is to send its spans here is told. */
  readonly environment: Readonly<Record<string, string>>;
  /** All that was posted, byte for byte. */
  readonly received: () => string;
  readonly headers: () => readonly IncomingMessage['headers'][];
  readonly spans: () => readonly CollectedSpan[];
  /** The first span that fits, as soon as it is there. */
  until(fits: (span: CollectedSpan) => boolean, seconds?: number): Promise<CollectedSpan>;
  close(): Promise<void>;
}

/** @param answers whether it answers; one that does not keeps everybody waiting */
export async function startCollector({ answers = true } = {}): Promise<StandInCollector> {
  const bodies: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      headers.push(request.headers);
      bodies.push(body);
      if (answers) response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const spans = () => bodies.flatMap(spansOf);
  return {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
    received: () => bodies.join('\n'),
    headers: () => headers,
    spans,
    until: (fits, seconds = 60) => vi.waitUntil(() => spans().find(fits), { timeout: seconds * 1000, interval: 50 }),
    close: () => closed(server),
  };
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}
type Listed = Omit<CollectedSpan, 'service' | 'attributes' | 'exceptions' | 'failed'> & {
  readonly attributes: readonly KeyValue[];
  readonly events?: readonly { readonly attributes: readonly KeyValue[] }[];
  readonly status?: { readonly code?: number };
};
interface Posted {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly Listed[] }[];
  }[];
}

const record = (pairs: readonly KeyValue[]): Readonly<Record<string, string | number>> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? '']));

const spansOf = (body: string): readonly CollectedSpan[] =>
  (JSON.parse(body) as Posted).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(record(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => collected(service, span)));
  });

function collected(service: string, { events = [], status, attributes, ...span }: Listed): CollectedSpan {
  const exceptions = events.map((event) => String(record(event.attributes)['exception.type']));
  return { ...span, service, attributes: record(attributes), exceptions, failed: status?.code === 2 };
}
