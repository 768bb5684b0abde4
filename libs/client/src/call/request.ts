/** From an operation and what was given to the request that is sent. */
import type { Operation } from '../generated/operations.js';
import type { Settings } from '../options.js';

/** Parameters by name, and `body`. */
export type Given = Readonly<Record<string, unknown>>;

export interface Prepared {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

/** @throws TypeError when a parameter of the path is missing */
export function prepare(operation: Operation, given: Given, { base, key }: Settings): Prepared {
  const { body } = given;
  return {
    url: `${base}/api/v1${pathOf(operation, given)}${queryOf(operation, given)}`,
    method: operation.method,
    headers: {
      authorization: `Bearer ${key}`,
      accept: `${accepted[operation.gives]}, application/problem+json`,
      // The same for all attempts: that is what makes them safe.
      ...(operation.idempotencyKey ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...(operation.takes === 'json' ? { 'content-type': 'application/json' } : {}),
      ...(operation.takes === 'bytes' ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(operation.takes === 'json' ? { body: JSON.stringify(body) } : {}),
    ...(operation.takes === 'bytes' ? { body: body as BodyInit } : {}),
  };
}

const accepted = {
  json: 'application/json',
  text: 'text/html',
  bytes: 'application/octet-stream, application/pdf, application/x-tar',
  events: 'text/event-stream',
  nothing: '*/*',
} as const satisfies Record<Operation['gives'], string>;

function pathOf({ path }: Operation, given: Given): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    // A dot segment would be resolved away, and another route asked.
    if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
      throw new TypeError(`${name}: a name is needed, to ask for ${path}`);
    }
    return encodeURIComponent(value);
  });
}

function queryOf({ query }: Operation, given: Given): string {
  const entries = query.flatMap((name) => {
    const value = given[name] as string | number | boolean | undefined;
    return value === undefined ? [] : [[name, String(value)]];
  });
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}
