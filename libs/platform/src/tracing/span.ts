/**
 * What a process does, as spans of a trace. Only an application starts tracing (`startTracing`); until one does, spans
 * go nowhere and cost next to nothing, so libraries open them without asking.
 */
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span as OpenSpan } from '@opentelemetry/api';
import { attributeNames, namedAttributes, type SpanAttributes } from './attributes.js';
import { errorNames } from './error-names.js';

const kinds = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

export interface SpanOptions {
  readonly kind: keyof typeof kinds;
  /** The `traceparent` of another process; null begins a trace. Left out: part of what runs now. */
  readonly parent?: string | null;
  readonly attributes?: SpanAttributes;
}

export class Span {
  readonly #span: OpenSpan;
  readonly #context: Context;
  #hasFailed = false;

  constructor(name: string, { kind, parent, attributes = {} }: SpanOptions) {
    const outer = parent === undefined ? context.active() : contextOf(parent);
    const options = { kind: kinds[kind], attributes: namedAttributes(attributes) };
    this.#span = trace.getTracer('palimpsest').startSpan(name, options, outer);
    this.#context = trace.setSpan(outer, this.#span);
  }

  /** For log lines; undefined where nothing is traced. */
  get traceId(): string | undefined {
    const spanContext = this.#span.spanContext();
    return trace.isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
  }

  /** Spans that `work` opens, also later, are within this one. */
  run<T>(work: () => T): T {
    return context.with(this.#context, work);
  }

  rename(name: string): void {
    this.#span.updateName(name);
  }

  note(attributes: SpanAttributes): void {
    this.#span.setAttributes(namedAttributes(attributes));
  }

  /** Keeps the names of the error and of its causes. Their messages may quote what they choked on, so those stay out. */
  fail(error: unknown): void {
    const names = errorNames(error);
    for (const name of names) this.#span.addEvent('exception', { 'exception.type': name });
    this.failAs(names[0]);
  }

  /** @param type one word from a short list; the first one stays */
  failAs(type: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.setAttribute(attributeNames.errorType, type);
  }

  end(): void {
    this.#span.end();
  }
}

/** `work` within a span that ends with it; when `work` fails, so does the span. */
export async function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const span = new Span(name, options);
  try {
    return await span.run(() => work(span));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

/** Of what runs now, for whoever goes on in another process (W3C Trace Context); null where nothing is traced. */
export function traceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** `tracestate` and `baggage` are left out: anybody may write anything into them, and it would be sent on. */
function contextOf(parent: string | null): Context {
  return parent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
}
