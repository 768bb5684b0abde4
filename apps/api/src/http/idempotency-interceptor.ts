/**
 * Idempotency-Key: the same key with the same request gives the first answer again (draft-ietf-httpapi-idempotency-
 * key-header). The key is taken before the work starts, so of two that come together one is told to wait.
 */
import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { canonicalJson, type Json, type Route } from '@palimpsest/contracts';
import { idempotentRequests, onceItIsBack } from '@palimpsest/persistence';
import { catchError, from, of, switchMap, type Observable } from 'rxjs';
import { InjectPlatform, type Platform } from '../platform.js';
import { routeKey } from './handles.js';
import { ProblemError } from './problem-error.js';
import type { ApiRequest, ApiResponse } from './request.js';

const forgetSeconds = 60;

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  readonly #reflector = new Reflector();

  constructor(@InjectPlatform() private readonly platform: Platform) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const route = this.#reflector.get<Route>(routeKey, context.getHandler());
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<ApiRequest>(), http.getResponse<ApiResponse>()];
    const key = request.headers['idempotency-key'];
    if (!route.idempotencyKey || key === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new ProblemError('invalid-input', 'Idempotency-Key: give 1 to 200 visible characters.');
    }
    const kept = idempotentRequests(this.platform.database);
    const at = { caller: request.caller?.actor ?? '', key };
    const first = await kept.begin(at, fingerprintOf(request));
    if (first === 'other') throw new ProblemError('conflict', 'This Idempotency-Key came with another request before.');
    if (first === 'running') {
      const detail = 'The first request with this key is still running. Send it again in a moment.';
      throw new ProblemError('conflict', detail, undefined, { 'retry-after': '1' });
    }
    if (first !== 'new') {
      response.set({ ...first.headers, 'idempotent-replayed': 'true' });
      return of(JSON.parse(first.body) as unknown);
    }
    const keep = async (body: unknown): Promise<unknown> => {
      const location = response.getHeader('location');
      const headers: Record<string, string> = typeof location === 'string' ? { location } : {};
      await kept.end(at, { headers, body: JSON.stringify(body) });
      return body;
    };
    const forget = async (error: unknown): Promise<never> => {
      await kept.forget(at).catch(() => {
        // What failed is the database: the key is free as soon as that is back, and the caller need not wait for it.
        onceItIsBack(() => kept.forget(at), { seconds: forgetSeconds }).catch(() => {});
      });
      throw error;
    };
    return next.handle().pipe(
      switchMap((body: unknown) => from(keep(body))),
      catchError((error: unknown) => from(forget(error))),
    );
  }
}

function fingerprintOf({ method, originalUrl, body }: ApiRequest): string {
  return createHash('sha256')
    .update(canonicalJson([method, originalUrl, (body ?? null) as Json]))
    .digest('hex');
}
