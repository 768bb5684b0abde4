/** A small version of `npm run chaos`: every kind of process is killed while a few audits run. */
import { describe, expect, it, vi } from 'vitest';
import { runChaos } from '../chaos/run-chaos.js';

vi.setConfig({ testTimeout: 600_000 });

describe('audits whose database, queue, API and workers are killed at random', () => {
  it('all end, with the findings of an undisturbed run, none lost and none twice', async () => {
    const lines: string[] = [];
    const report = await runChaos({
      ...{ audits: 4, kills: 2, seed: 1, profile: 'forgetful', gapSeconds: 3, patienceSeconds: 240 },
      tell: (line) => lines.push(line),
    });
    expect(report.problems, lines.join('\n')).toEqual([]);
    expect(report).toMatchObject({ complete: 4, kills: { database: 2, queue: 2, api: 2, worker: 2 }, crashes: 0 });
    expect(report.findings).toBeGreaterThan(4);
  });
});
