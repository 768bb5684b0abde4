/** The promise that makes findings checkable: the same plan gives the same bytes, whatever happens on the way. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Running } from '../support/command-line.js';
import { findingsOf } from '../support/state.js';
import { openWorkshop, type Workshop } from '../support/workshop.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let shop: Workshop;
let plan: string;
/** Findings of a run that nothing disturbed, with one worker. */
let undisturbed: Readonly<Record<string, string>>;

beforeAll(async () => {
  shop = await openWorkshop({ forget: 12 });
  plan = await shop.plan({
    name: 'steady',
    preset: 'demo',
    checkpoints: [
      { name: 'random-a', role: 'target' },
      { name: 'random-b', role: 'reference' },
    ],
    scoring: { views: 1, trainViews: 1 },
    policy: { resamples: 1000 },
    probes: [
      'direct',
      { id: 'relearn', params: { steps: 2, subjects: 4 } },
      {
        id: 'sua',
        on: ['target'],
        params: { steps: 100, images: 4, questions: 1, unboundedSteps: 2, validationQuestions: 4 },
      },
    ],
    detectors: [{ id: 'denoise-consistency', params: { denoiser: 'gaussian-blur' } }],
    defenses: ['gaussian-blur'],
    controls: { permutedAnswers: 'none' },
  });
  const state = await shop.copyState('undisturbed');
  const { code } = await shop.run('audit', 'run', plan, '--state', state, '--workers', '1', '--quiet');
  expect(code).toBe(101);
  undisturbed = await findingsOf(state);
});
afterAll(() => shop.remove());

/** Name of the audit, when an optimisation has saved its state: some of the work is done, most is not. */
function untilHalfDone(running: Running, state: string): Promise<string> {
  return running.until(async () => {
    const [audit] = await readdir(join(state, 'audits')).catch(() => []);
    const scratch = audit ? join(state, 'audits', audit, 'scratch') : '';
    const units = await readdir(scratch).catch(() => []);
    return audit && units.some((unit) => existsSync(join(scratch, unit, 'optimiser'))) ? audit : null;
  });
}

describe('the same plan and seed', () => {
  it('gives byte-identical findings in another state folder with another number of workers', async () => {
    const state = await shop.copyState('twice');
    await shop.run('audit', 'run', plan, '--state', state, '--workers', '2', '--quiet');
    expect(Object.keys(undisturbed).length).toBeGreaterThan(8);
    expect(await findingsOf(state)).toEqual(undisturbed);
  });

  it('gives the same findings when everything is killed in the middle and resumed', async () => {
    const state = await shop.copyState('killed');
    const running = shop.start('audit', 'run', plan, '--state', state, '--workers', '2', '--quiet');
    const audit = await untilHalfDone(running, state);
    running.signalAll('SIGKILL');
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(Object.keys(await findingsOf(state)).length).toBeLessThan(Object.keys(undisturbed).length);
    const resumed = await shop.run('audit', 'resume', audit, '--state', state, '--workers', '1');
    expect(resumed).toMatchObject({ code: 101 });
    expect(await findingsOf(state)).toEqual(undisturbed);
  });
});

describe('a run that is stopped', () => {
  it('stops between two steps on Ctrl-C and says how to go on', async () => {
    const state = await shop.copyState('stopped');
    const running = shop.start('audit', 'run', plan, '--state', state, '--workers', '1');
    const audit = await untilHalfDone(running, state);
    running.signalAll('SIGINT');
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr.trim().split('\n').at(-1)).toBe(
      `stopped: what is finished is kept; go on with palimpsest audit resume ${audit} --state ${state}`,
    );
  });

  it('fails its unit by name when a worker dies, and leaves no worker behind when it dies itself', async () => {
    const state = await shop.copyState('orphaned');
    const argv = ['audit', 'run', plan, '--state', state, '--workers', '1', '--verbose'];
    const first = shop.start(...argv);
    await untilHalfDone(first, state);
    process.kill(await workerOf(first), 'SIGKILL');
    const { code, stderr } = await first.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/random-[ab] · sua · fold \d of 2 · seed 1 failed: its worker process was ended by SIGKILL/);
    expect(stderr).toMatch(/go on with palimpsest audit resume steady-.*, with fewer --workers\n/);
    const second = shop.start(...argv);
    const worker = await workerOf(second);
    second.child.kill('SIGKILL');
    expect(await second.ended).toMatchObject({ signal: 'SIGKILL' });
    await expect.poll(() => isRunning(worker), { timeout: 60_000 }).toBe(false);
  });
});

/** The process that `--verbose` names. */
function workerOf(running: Running): Promise<number> {
  return running.until((stderr) => {
    const [, pid] = /worker process (\d+) started/.exec(stderr) ?? [];
    return pid ? Number(pid) : null;
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
