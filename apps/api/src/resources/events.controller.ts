import { Controller, Req, Res } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { audits, eventsAfter } from '@palimpsest/persistence';
import { Handles, Input } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { ApiRequest, ApiResponse } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';

/** A comment now and then keeps proxies from closing a quiet stream; and finds events whose notice was lost. */
const pulseMs = 10_000;
const ended = new Set(['complete', 'failed', 'cancelled']);

@Controller()
export class EventsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.streamEvents)
  async stream(
    @Input() { params }: RouteInput<typeof routes.streamEvents>,
    @Req() request: ApiRequest,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const { database, watch } = this.platform;
    const list = audits(database, params.project);
    if (!(await list.find(params.audit))) throw notFound('Audit', params.audit);
    let last = lastEventId(request);
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    if (request.method === 'HEAD') return void response.end();
    const send = async (): Promise<boolean> => {
      if (!(await request.mayStill?.())) return true;
      const audit = await list.find(params.audit);
      for (;;) {
        const events = await eventsAfter(database, params, last);
        for (const event of events) response.write(`id: ${event.sequence}\ndata: ${JSON.stringify(event)}\n\n`);
        last = events.at(-1)?.sequence ?? last;
        if (events.length === 0) return audit !== null && ended.has(audit.state) && last >= audit.lastEvent;
      }
    };
    await whileConnected(response, send, (wake) => watch(params.project, params.audit, wake));
  }
}

/** @throws ProblemError for an id that no event of ours has */
function lastEventId({ headers }: ApiRequest): number {
  const given = headers['last-event-id'];
  if (given === undefined) return 0;
  if (/^\d{1,9}$/.test(String(given))) return Number(given);
  throw new ProblemError('invalid-input', 'Last-Event-ID: give the id of the last event that came, a whole number');
}

/** Sends whenever woken, one at a time, until there is nothing more to come or nobody listens. */
function whileConnected(
  response: ApiResponse,
  send: () => Promise<boolean>,
  watch: (wake: () => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let [busy, again, over] = [false, false, false];
    const finish = (error?: Error): void => {
      if (over) return;
      over = true;
      clearInterval(pulse);
      unwatch();
      response.end();
      if (error) reject(error);
      else resolve();
    };
    const wake = (): void => {
      again = true;
      if (busy || over) return;
      busy = true;
      void (async () => {
        while (again && !over) {
          again = false;
          if (await send()) finish();
        }
      })().then(
        () => (busy = false),
        (error: unknown) => finish(error as Error),
      );
    };
    const pulse = setInterval(() => {
      response.write(': still here\n\n');
      wake();
    }, pulseMs);
    const unwatch = watch(wake);
    response.on('close', () => finish());
    wake();
  });
}
