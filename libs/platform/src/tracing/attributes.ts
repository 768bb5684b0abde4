/**
 * Everything that a span may say, by the name that others read (OpenTelemetry's semantic conventions where they have
 * one). What is not in this table cannot get into a span: so no answer, no path, no message of an error and no key does.
 */
export const attributeNames = {
  method: 'http.request.method',
  /** The template, `/api/v1/projects/:project`; never the path that was asked for. */
  route: 'http.route',
  status: 'http.response.status_code',
  /** The name of an error, or the status of an answer. */
  errorType: 'error.type',
  requestId: 'palimpsest.request.id',
  messagingSystem: 'messaging.system',
  operation: 'messaging.operation.type',
  destination: 'messaging.destination.name',
  messages: 'messaging.batch.message_count',
  project: 'palimpsest.project',
  audit: 'palimpsest.audit',
  /** The digest that names a unit of work. */
  unit: 'palimpsest.unit',
  /** From 1. */
  attempt: 'palimpsest.attempt',
  /** One word: how it ended. */
  outcome: 'palimpsest.outcome',
} as const;

export type SpanAttributes = { readonly [name in keyof typeof attributeNames]?: string | number };

/** By the names that others read; whatever else an object holds that was passed for attributes stays behind. */
export function namedAttributes(attributes: SpanAttributes): Readonly<Record<string, string | number>> {
  const names = Object.entries(attributeNames) as [keyof typeof attributeNames, string][];
  return Object.fromEntries(
    names.flatMap(([name, outside]) => {
      const value = attributes[name];
      return value === undefined ? [] : [[outside, value] as const];
    }),
  );
}
