import { sampleRecord } from '@palimpsest/audit';
import { FencedOutError, type Claim, type Claims, type Database } from '@palimpsest/persistence';
import { FinalJobError, type ActiveJob } from '@palimpsest/queue';
import { describe, expect, it, vi } from 'vitest';
import { StepRunner } from './step-runner.js';

const claimed: Claim = {
  ...{ project: 'acme', audit: 'a', unit: '1'.repeat(64), fence: 1, attempt: 1 },
  work: { title: 'unit 1', checkpoint: { name: 'idk-few' } } as Claim['work'],
};
const away = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
const job = (attempt: number): ActiveJob => ({
  ...{ id: 'job', attempt, attempts: 3, signal: new AbortController().signal },
  payload: { project: 'acme', audit: 'a', unit: '1'.repeat(64) },
  progress: async () => {},
});

/** A runner whose unit ends as `run` says. */
function runnerWhere(run: () => Promise<unknown>, more: Partial<Claims> = {}, settings: { engine?: string } = {}) {
  const claims = {
    claim: vi.fn<Claims['claim']>(() => Promise.resolve(claimed)),
    renew: vi.fn<Claims['renew']>(() => Promise.resolve('held')),
    progress: vi.fn<Claims['progress']>(() => Promise.resolve()),
    finish: vi.fn<Claims['finish']>(() => Promise.resolve()),
    giveBack: vi.fn<Claims['giveBack']>(() => Promise.resolve()),
    fail: vi.fn<Claims['fail']>(() => Promise.resolve()),
    ...more,
  };
  const advance = vi.fn(() => Promise.resolve());
  const lend = vi.fn(run);
  const stored = { findOneBy: () => Promise.resolve({ content: sampleRecord }) };
  const database = { getRepository: () => stored } as unknown as Database;
  const children = { with: lend as never };
  const own = { worker: 'w', leaseSeconds: 5, engine: sampleRecord.engine, ...settings };
  const runner = new StepRunner({ database, claims, flow: { advance }, children, ...own });
  return { runner, claims, advance, lend };
}

describe('a step', () => {
  it('is written and moves its audit on', async () => {
    const { runner, claims, advance } = runnerWhere(() => Promise.resolve({ findings: [], seconds: 1 }));
    await runner.run(job(1));
    expect(claims.finish).toHaveBeenCalledExactlyOnceWith(claimed, [], 1);
    expect(advance).toHaveBeenCalledOnce();
  });

  it('that somebody else has costs no attempt: it is left to them', async () => {
    const { runner, lend } = runnerWhere(() => Promise.resolve(null), { claim: () => Promise.resolve('held') });
    await expect(runner.run(job(3))).resolves.toBe('left');
    expect(lend).not.toHaveBeenCalled();
  });

  it('that fails with its last attempt fails its audit', async () => {
    const { runner, claims } = runnerWhere(() => Promise.reject(new Error('the loss is not finite')));
    await expect(runner.run(job(2))).rejects.toThrow('not finite');
    expect(claims.fail).not.toHaveBeenCalled();
    await expect(runner.run(job(3))).rejects.toThrow(FinalJobError);
    expect(claims.fail).toHaveBeenCalledWith(claimed, 'the loss is not finite');
  });
});

describe('a database that is away', () => {
  it('fails no audit, however often it was tried', async () => {
    const { runner, claims } = runnerWhere(() => Promise.reject(away()));
    await expect(runner.run(job(3))).rejects.not.toThrow(FinalJobError);
    expect(claims.fail).not.toHaveBeenCalled();
    expect(claims.giveBack).toHaveBeenCalledOnce();
  });

  it('fails no audit when it is a child process that cannot reach it', async () => {
    const died = Object.assign(new Error(`its worker process could not open what it works with: ${away().message}`), {
      name: 'WorkerDiedError',
    });
    const { runner, claims } = runnerWhere(() => Promise.reject(died));
    await expect(runner.run(job(3))).rejects.toThrow('could not open');
    expect(claims.fail).not.toHaveBeenCalled();
  });

  it('costs no finished work when it is back within the lease', async () => {
    const finish = vi.fn<Claims['finish']>().mockRejectedValueOnce(away()).mockRejectedValueOnce(away());
    finish.mockResolvedValue();
    const { runner, advance } = runnerWhere(() => Promise.resolve({ findings: [], seconds: 1 }), { finish });
    await runner.run(job(1));
    expect(finish).toHaveBeenCalledTimes(3);
    expect(advance).toHaveBeenCalledOnce();
  });

  it('stops no audit when it took the findings and the answer was lost', async () => {
    const finish = vi.fn<Claims['finish']>().mockRejectedValueOnce(away());
    finish.mockRejectedValue(new FencedOutError(claimed));
    const giveBack = () => Promise.reject(new FencedOutError(claimed));
    const { runner, advance } = runnerWhere(() => Promise.resolve({ findings: [], seconds: 1 }), { finish, giveBack });
    await runner.run(job(1));
    expect(advance).toHaveBeenCalledOnce();
  });

  it('of an audit that another engine started is not run: findings name the engine that made them', async () => {
    const { runner, claims, lend } = runnerWhere(() => Promise.resolve(null), {}, { engine: '9.9.9' });
    await expect(runner.run(job(1))).rejects.toThrow(FinalJobError);
    expect(lend).not.toHaveBeenCalled();
    expect(claims.fail).toHaveBeenCalledWith(claimed, expect.stringContaining('run the plan again'));
  });
});
