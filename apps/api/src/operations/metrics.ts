/** `/metrics` for Prometheus. Counts only; no name of a project, an audit or a person is a label. */
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Platform } from '../platform.js';

export function serveMetrics(app: NestExpressApplication, { queue, database }: Platform): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'palimpsest_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'palimpsest_queue_jobs',
    help: 'Jobs by capability and state',
    labelNames: ['capability', 'state'],
    registers: [registry],
    async collect() {
      for (const [capability, counts] of Object.entries(await queue.counts())) {
        for (const state of ['waiting', 'delayed', 'active', 'dead'] as const)
          this.set({ capability, state }, counts[state]);
      }
    },
  });
  const audits = new Gauge({
    name: 'palimpsest_audits',
    help: 'Audits by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await database.query<{ state: string; n: string }[]>(
        'select state, count(*) as n from audit group by state',
      );
      this.reset();
      for (const { state, n } of rows) this.set({ state }, Number(n));
    },
  });
  void [jobs, audits];
  app.use((request: Request, response: Response, next: NextFunction) => {
    const end = duration.startTimer({ method: request.method });
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      end({ route, status: response.statusCode });
    });
    next();
  });
  app.use('/metrics', (_request: Request, response: Response, next: NextFunction) => {
    registry
      .metrics()
      .then((text) => response.type(registry.contentType).send(text))
      .catch(next);
  });
}
