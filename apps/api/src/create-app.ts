/** The HTTP server on a platform, ready to listen. */
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { middleware, prefix, unknownPath, type Limits } from './http/middleware.js';
import { ProblemFilter } from './http/problem-filter.js';
import { serveDocs } from './operations/docs.js';
import { serveHealth } from './operations/health.js';
import { serveMetrics } from './operations/metrics.js';
import type { Platform } from './platform.js';

export const defaultLimits: Limits = { requestsPerMinute: 600, jsonBytes: 1_000_000, requestMilliseconds: 120_000 };

export async function createApp(
  platform: Platform,
  log: Logger,
  limits: Limits = defaultLimits,
): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(platform), {
    bodyParser: false,
    logger: false,
  });
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  serveHealth(app, platform);
  for (const layer of middleware(log, limits)) app.use(layer);
  serveDocs(app, platform.engine);
  serveMetrics(app, platform);
  app.setGlobalPrefix(prefix);
  app.useGlobalFilters(new ProblemFilter(log));
  await app.init();
  app.use(unknownPath);
  Object.assign(app.getHttpServer(), {
    headersTimeout: Math.min(20_000, limits.requestMilliseconds),
    requestTimeout: limits.requestMilliseconds,
  });
  return app;
}
