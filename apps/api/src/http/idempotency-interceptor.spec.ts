import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { routes } from '@palimpsest/contracts';
import { lastValueFrom, throwError } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { Platform } from '../platform.js';
import { Handles } from './handles.js';
import { IdempotencyInterceptor } from './idempotency-interceptor.js';

class Controller {
  @Handles(routes.createProject)
  handle(): void {}
}

/** A request with a key whose handler fails, on a database whose deletes end as given, one after the other. */
async function failingRequest(deletes: readonly (() => Promise<unknown>)[]) {
  const remove = vi.fn(() => Promise.resolve<unknown>({}));
  for (const end of deletes) remove.mockImplementationOnce(end);
  const insert: object = new Proxy(
    { execute: () => Promise.resolve({ raw: [{}] }) },
    { get: (target, name) => (name === 'execute' ? target.execute : () => insert) },
  );
  const rows = { createQueryBuilder: () => insert, delete: remove };
  const platform = { database: { getRepository: () => rows } } as unknown as Platform;
  const request = { headers: { 'idempotency-key': 'once' }, method: 'POST', originalUrl: '/', body: {} };
  const http = { getRequest: () => request, getResponse: () => ({}) };
  const context = {
    getHandler: () => Object.getOwnPropertyDescriptor(Controller.prototype, 'handle')?.value as unknown,
    switchToHttp: () => http,
  } as unknown as ExecutionContext;
  const next: CallHandler = { handle: () => throwError(() => new Error('the handler failed')) };
  const answer = await new IdempotencyInterceptor(platform).intercept(context, next);
  await expect(lastValueFrom(answer)).rejects.toThrow('the handler failed');
  return remove;
}

describe('a request with a key that fails', () => {
  it('frees its key before it is answered', async () => {
    expect(await failingRequest([])).toHaveBeenCalledOnce();
  });

  it('frees its key when the database is back, and is answered before', async () => {
    const away = () => Promise.reject(Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' }));
    const remove = await failingRequest([away, away]);
    await vi.waitFor(() => expect(remove).toHaveBeenCalledTimes(3), 5_000);
  });
});
