import type { ArgumentsHost } from '@nestjs/common';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ProblemFilter } from './problem-filter.js';

/** What is answered, and what is logged. */
function answerTo(error: unknown) {
  const lines: string[] = [];
  const answered: { status?: number; headers?: unknown; body?: unknown } = {};
  const response = {
    headersSent: false,
    status: (status: number) => ((answered.status = status), response),
    set: (headers: unknown) => ((answered.headers = headers), response),
    type: () => response,
    send: (body: string) => void (answered.body = JSON.parse(body)),
  };
  const http = { getRequest: () => ({ requestId: 'request-1' }), getResponse: () => response };
  const filter = new ProblemFilter(pino({}, { write: (line: string) => lines.push(line) }));
  filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { ...answered, logged: lines.join('') };
}

describe('an error on its way out', () => {
  it('is "try again" while the database is away, and no internal error', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    const { status, headers, body, logged } = answerTo(away);
    expect({ status, headers, body }).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
      body: { type: '/problems/not-ready', instance: 'request-1' },
    });
    expect(JSON.stringify(body)).not.toContain('10.0.0.7');
    expect(logged).not.toContain('internal error');
  });

  it('keeps to itself what is not known', () => {
    const { status, body, logged } = answerTo(new Error('the answer was Lisbon'));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('Lisbon');
    expect(logged).toContain('internal error');
    expect(logged).not.toContain('Lisbon');
  });
});
