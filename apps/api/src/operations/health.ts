/** `/health/live`: this process answers. `/health/ready`: so do the database and the queue behind it. */
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import type { Platform } from '../platform.js';

export function serveHealth(app: NestExpressApplication, { database, queue }: Platform): void {
  app.use('/health/live', (_request: Request, response: Response) => {
    response.json({ status: 'live' });
  });
  app.use('/health/ready', (_request: Request, response: Response) => {
    const checks = { database: () => database.query('select 1'), queue: () => queue.counts() };
    const answers = Object.entries(checks).map(async ([name, check]) => [name, await answersInTime(check)] as const);
    void Promise.all(answers).then((entries) => {
      const parts = Object.fromEntries(entries);
      const ready = entries.every(([, isUp]) => isUp);
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready', parts });
    });
  });
}

async function answersInTime(check: () => Promise<unknown>): Promise<boolean> {
  const tooLate = new Promise<never>((_, reject) => {
    AbortSignal.timeout(3_000).addEventListener('abort', () => reject(new Error('too late')));
  });
  return Promise.race([check(), tooLate]).then(
    () => true,
    () => false,
  );
}
