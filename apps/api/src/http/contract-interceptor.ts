/** Holds both sides to the contract: what comes in is parsed by the route's schemas, what goes out is checked by them. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InvalidInputError, parseStrict, type Route } from '@palimpsest/contracts';
import { map, type Observable } from 'rxjs';
import { Located, routeKey } from './handles.js';
import { ProblemError } from './problem-error.js';
import type { ApiRequest, ApiResponse } from './request.js';

@Injectable()
export class ContractInterceptor implements NestInterceptor {
  readonly #reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.#reflector.get<Route>(routeKey, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    request.input = inputOf(route, request);
    return next.handle().pipe(map((result: unknown) => outputOf(route, result, http.getResponse<ApiResponse>())));
  }
}

function inputOf({ params, query, body }: Route, request: ApiRequest): unknown {
  refuseUnknownQuery(request, query ? Object.keys(query.shape) : []);
  return {
    params: params ? parseStrict(params, request.params, 'path') : {},
    query: query ? parseStrict(query, request.query, 'query') : {},
    body: body === 'bytes' ? bytesBody(request) : body ? parseStrict(body, jsonBody(request), 'body') : undefined,
  };
}

/** A misspelt filter would show everything. */
function refuseUnknownQuery({ query }: ApiRequest, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const problems = unknown.map((name) => ({ path: name, message: 'there is no such parameter' }));
  const hint = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
  throw new ProblemError('invalid-input', `query: ${unknown.join(', ')} is not known; ${hint}`, problems);
}

/** Whatever else it is may have been read already. */
function bytesBody(request: ApiRequest): AsyncIterable<Uint8Array> {
  if (request.is('application/octet-stream')) return request;
  throw new ProblemError('unsupported-media-type', 'Send application/octet-stream.');
}

function jsonBody(request: ApiRequest): unknown {
  if (request.body === undefined) {
    const type = request.headers['content-type'];
    if (type !== undefined && !request.is('application/json')) {
      throw new ProblemError('unsupported-media-type', `Send application/json, not ${type.slice(0, 100)}.`);
    }
    throw new InvalidInputError('body', [{ path: '', message: 'a JSON body is needed' }]);
  }
  return request.body as unknown;
}

function outputOf({ success, id }: Route, result: unknown, response: ApiResponse): unknown {
  const body: unknown = result instanceof Located ? result.body : result;
  if (result instanceof Located) response.set('location', `/api/v1${result.path}`);
  if (!success.schema) return body;
  const parsed = success.schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(`the answer of ${id} does not fit its schema at ${where}`);
}
