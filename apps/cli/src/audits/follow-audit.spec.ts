import type { Audit, Client } from '@palimpsest/client';
import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../failure.js';
import type { Progress } from '../output/progress.js';
import { followAudit } from './follow-audit.js';

const audit = { id: 'x-1', state: 'running', steps: { planned: 3, done: 1, failed: 0 } } as Audit;
const finished = { type: 'unit-finished', unit: 'u', title: 'x', outcome: 'done', units: 3 } as const;
const events = [
  { type: 'audit-started', audit: 'x-1', units: 3, done: 0 },
  { ...finished, done: 1, fraction: 0.25 },
  { type: 'unit-progress', unit: 'u', title: 'x', step: 1, total: 2, message: 'half' },
  { ...finished, done: 2, fraction: 0.5 },
];

async function follow(
  end: Partial<Audit>,
  whileWatching: () => void = () => {},
  signal = new AbortController().signal,
) {
  const log: string[] = [];
  const task = {
    update: (done: number) => log.push(`update ${done}`),
    skipTo: (done: number) => log.push(`skip ${done}`),
    finish: () => log.push('finish'),
  };
  const progress: Progress = { task: () => task, note: () => {}, close: () => {} };
  const client = {
    async *streamEvents() {
      for (const event of events) yield await Promise.resolve({ event });
      whileWatching();
      signal.throwIfAborted();
    },
    readAudit: () => Promise.resolve({ ...audit, ...end }),
  } as unknown as Client;
  const connection = { client, server: 'https://a.test', project: 'p', argument: ' --server https://a.test' };
  await followAudit(audit, 'x', { connection, progress, signal });
  return log;
}

describe('followAudit', () => {
  it('counts what was done before as done, not as speed, and keeps its place', async () => {
    expect(await follow({ state: 'complete' })).toEqual(['skip 250', 'update 250', 'update 500']);
  });

  it('says why an audit ended without a verdict, and how to go on', async () => {
    const end = { state: 'failed', failure: 'x · direct: out of memory' } as const;
    await expect(follow(end)).rejects.toThrow(
      'x-1 failed: x · direct: out of memory. What is finished is kept; go on with palimpsest audit resume x-1 --server https://a.test',
    );
    await expect(follow({ state: 'cancelled' })).rejects.toThrow('x-1 is cancelled.');
  });

  it('says how to come back when nobody watches any more', async () => {
    const stop = new AbortController();
    const watching = follow({}, () => stop.abort(), stop.signal);
    await expect(watching).rejects.toThrow(InterruptedError);
    await expect(watching).rejects.toThrow(
      'the audit goes on without you; watch it again with palimpsest audit resume x-1',
    );
  });
});
