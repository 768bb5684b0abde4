/** What every request passes before a handler: an id, headers, limits, a body. The order matters. */
import { randomUUID } from 'node:crypto';
import { routes, type Route } from '@palimpsest/contracts';
import express, { type NextFunction, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { handler } from './handler.js';
import { checkJsonShape, deepest } from './json-shape.js';
import { ProblemError } from './problem-error.js';
import { sendProblem } from './problem-filter.js';
import { requestSpan } from './request-span.js';
import type { ApiRequest, ApiResponse } from './request.js';

export interface Limits {
  /** Requests a minute from one address or with one key. */
  readonly requestsPerMinute: number;
  readonly jsonBytes: number;
  /** From the first byte of a request to its last: slower ones are cut off. */
  readonly requestMilliseconds: number;
}

export const prefix = '/api/v1';

export function middleware(log: Logger, { requestsPerMinute, jsonBytes }: Limits): readonly RequestHandler[] {
  return [
    requestId,
    requestSpan(prefix),
    accessLog(log),
    helmet(),
    notStored,
    ...rateLimits(requestsPerMinute),
    express.json({ limit: jsonBytes, strict: false, type: 'application/json', verify: checkShape }),
    unreadable,
    wrongMethod,
  ];
}

/** Keys that are made up would each have a minute of their own: of refused ones, an address has one for all. */
function rateLimits(limit: number): readonly RequestHandler[] {
  const detail = `More than ${limit} requests in a minute. Wait as long as Retry-After says.`;
  const shared = {
    ...{ windowMs: 60_000, limit, validate: false },
    handler: (request: unknown, response: unknown) => {
      sendProblem(response as ApiResponse, request as ApiRequest, new ProblemError('too-many-requests', detail));
    },
  };
  const addressOf = ({ socket }: { socket: { remoteAddress?: string | undefined } }) => socket.remoteAddress ?? '';
  return [
    rateLimit({
      ...shared,
      ...{ standardHeaders: 'draft-8', legacyHeaders: false },
      keyGenerator: (request) => request.headers.authorization?.slice(0, 31) ?? addressOf(request),
    }),
    rateLimit({
      ...shared,
      ...{ standardHeaders: false, legacyHeaders: false, keyGenerator: addressOf },
      ...{ skipSuccessfulRequests: true, requestWasSuccessful: (_, { statusCode }) => statusCode !== 401 },
    }),
  ];
}

/** Findings and names of people are nothing for the caches on the way. */
const notStored = handler((request, response, next) => {
  if (request.path.startsWith(`${prefix}/`)) response.set('cache-control', 'no-store');
  next();
});

/** JSON is UTF-8 (RFC 8259 §8.1): in any other spelling the parser would read something else than what is looked at here. */
function checkShape(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw Object.assign(new Error('not UTF-8'), { type: 'charset.unsupported' });
  checkJsonShape(body.toString());
}

/** Taken over from a proxy when it looks like an id; it ends up in logs. */
const requestId = handler((request, response, next) => {
  const given = request.headers['x-request-id'];
  request.requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.set('x-request-id', request.requestId);
  next();
});

/** One line per request. Never the body or the query: they may hold personal data. */
const accessLog = (log: Logger) =>
  handler((request, response, next) => {
    const start = performance.now();
    response.on('finish', () => {
      const { method, requestId: id, caller, span } = request;
      const path = request.path.replaceAll(/pal_\w+/g, 'pal_…'); // a key that somebody put into the address
      const milliseconds = Math.round(performance.now() - start);
      const about = { id, method, path, status: response.statusCode, milliseconds, actor: caller?.actor };
      log.info({ ...about, trace_id: span?.traceId }, 'request');
    });
    next();
  });

const unreadableBody = `The body is not JSON, or has a key twice or more than ${deepest} levels.`;

/** What the body parser could not read. Its message may quote the body, so it is not passed on. */
const unreadable = ((error: { type?: string }, request: ApiRequest, response: ApiResponse, next: NextFunction) => {
  if (response.headersSent) return next(error);
  const [kind, detail] =
    error.type === 'entity.too.large'
      ? (['too-large', 'The body is larger than this route takes.'] as const)
      : error.type === 'encoding.unsupported' || error.type === 'charset.unsupported'
        ? (['unsupported-media-type', 'Send UTF-8, plain or compressed with gzip.'] as const)
        : (['malformed-request', unreadableBody] as const);
  sendProblem(response, request, new ProblemError(kind, detail));
}) as unknown as RequestHandler;

const patterns = (Object.values(routes) as readonly Route[]).map(({ path, method }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${prefix}${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** A path that is known by other methods only. */
const wrongMethod = handler((request, response, next) => {
  const allowed = patterns.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method);
  if (allowed.length === 0 || allowed.includes(request.method)) return next();
  if (request.method === 'HEAD' && allowed.includes('GET')) return next();
  if (allowed.includes('GET')) allowed.push('HEAD');
  const headers = { allow: allowed.join(', ') };
  const detail = `${request.method} is not for this path; ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'}.`;
  sendProblem(response, request, new ProblemError('method-not-allowed', detail, undefined, headers));
});

/** The last one: nobody else has answered. */
export const unknownPath = handler((request, response) => {
  sendProblem(response, request, new ProblemError('not-found', `There is nothing here; the API is below ${prefix}.`));
});
