/**
 * One span per request of the API, named by method and route. Never by the path, the query, headers or the body: they
 * may hold personal data, or a key that somebody put into the address.
 */
import { Span } from '@palimpsest/platform';
import type { RequestHandler } from 'express';
import { handler } from './handler.js';
import type { ApiRequest, ApiResponse } from './request.js';

const methods = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/** @param prefix of the API; health, metrics and documents are asked for every few seconds, which is nothing to trace */
export const requestSpan = (prefix: string): RequestHandler =>
  handler((request, response, next) => {
    if (!request.path.startsWith(`${prefix}/`)) return next();
    const method = methods.has(request.method) ? request.method : '_OTHER';
    const { traceparent } = request.headers;
    const parent = typeof traceparent === 'string' ? traceparent : null;
    const attributes = { method, requestId: request.requestId };
    const span = new Span(method, { kind: 'server', parent, attributes });
    request.span = span;
    response.once('close', () => end(span, method, request, response)); // comes also when the caller has gone
    span.run(next);
  });

function end(span: Span, method: string, request: ApiRequest, response: ApiResponse): void {
  const route = (request.route as { readonly path?: unknown } | undefined)?.path;
  if (typeof route === 'string') {
    span.rename(`${method} ${route}`);
    span.note({ route });
  }
  if (response.headersSent) span.note({ status: response.statusCode });
  if (response.statusCode >= 500) span.failAs(String(response.statusCode));
  span.end();
}
