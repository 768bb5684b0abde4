import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UnitRunner, fakePorts, type UnitJob, type UnitProgress } from '@palimpsest/audit';
import { fakeModels, fakeWorker, knowledgeJob, type FakeSettings } from '../testing/fake-audit.js';
import { WorkerDiedError, type DeathReason } from './worker-died-error.js';
import type { WorkerLimits } from './worker-entry.js';
import { WorkerProcess } from './worker-process.js';

const never = new AbortController().signal;
const ignore = () => {};
const started: WorkerProcess[] = [];
let job: UnitJob;

beforeAll(async () => {
  job = await knowledgeJob();
});
afterEach(() => {
  for (const worker of started.splice(0)) worker.kill();
});

function start(behaviour: FakeSettings['behaviour'], limits: WorkerLimits = {}, ...nodeOptions: string[]) {
  const worker = new WorkerProcess(fakeWorker(behaviour, ...nodeOptions), limits);
  started.push(worker);
  return worker;
}

/** Runs the unit, calls `then` after its first step. */
function runAnd(worker: WorkerProcess, then: () => void, signal = never) {
  let isFirst = true;
  const onProgress = (event: UnitProgress): void => {
    if (event.type !== 'unit-progress' || !isFirst) return;
    isFirst = false;
    then();
  };
  return worker.run(job, onProgress, signal);
}

async function deathOf(worker: WorkerProcess): Promise<WorkerDiedError> {
  const error: unknown = await worker.run(job, ignore, never).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(WorkerDiedError);
  return error as WorkerDiedError;
}

describe('WorkerProcess', () => {
  it('runs unit after unit, with the findings of this process and every step on the way', async () => {
    const worker = start('answers');
    const steps: string[] = [];
    const first = await worker.run(job, (event) => steps.push(event.type), never);
    const again = await worker.run(job, ignore, never);
    const here = await new UnitRunner(fakePorts(fakeModels, {})).run(job, { signal: never, progress: ignore });
    expect(first).toEqual({ findings: here, seconds: 0 });
    expect(again).toEqual(first);
    expect(steps[0]).toBe('unit-started');
    expect(steps.length).toBeGreaterThan(10);
    expect(worker.held).toBe('original');
  });

  it('stops between two steps when cancelled, and takes the next unit', async () => {
    const worker = start('takes its time');
    const stop = new AbortController();
    expect(await runAnd(worker, () => stop.abort(), stop.signal)).toBeNull();
    expect(worker.isAlive).toBe(true);
    const next = new AbortController();
    expect(await runAnd(worker, () => next.abort(), next.signal)).toBeNull();
  });

  it('says what failed in the process, and lives on', async () => {
    const worker = start('fails');
    for (const time of ['first', 'second'])
      await expect(worker.run(job, ignore, never), time).rejects.toMatchObject({
        name: 'RangeError',
        message: 'the answer is out of range',
      });
  });

  it('refuses a second unit while it runs one', async () => {
    const worker = start('answers');
    const first = worker.run(job, ignore, never);
    await expect(worker.run(job, ignore, never)).rejects.toThrow('runs a unit already');
    expect(await first).not.toBeNull();
  });
});

describe('drain', () => {
  it('finishes the unit that runs, takes no other and ends', async () => {
    const worker = start('takes its time');
    let drained: Promise<void> | undefined;
    const done = await runAnd(worker, () => void (drained = worker.drain('unit')));
    expect(done?.findings).toHaveLength(1);
    await expect(worker.run(job, ignore, never)).rejects.toThrow('takes no more units');
    await drained;
    expect(worker.isAlive).toBe(false);
  });

  it('stops the unit that runs between two steps and ends', async () => {
    const worker = start('takes its time');
    let drained: Promise<void> | undefined;
    expect(await runAnd(worker, () => void (drained = worker.drain('step')))).toBeNull();
    await drained;
  });

  it('ends a process that has nothing to do, also one that has just started', async () => {
    await start('answers').drain('unit');
    const worker = start('answers');
    await worker.run(job, ignore, never);
    await worker.drain('step');
    await worker.drain('unit'); // it has gone, as was wished
  });

  it('closes the ports before it ends, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drained-'));
    const closedFile = join(folder, 'closed');
    const entry = fakeWorker('answers');
    const worker = new WorkerProcess({ ...entry, settings: { behaviour: 'answers', closedFile } });
    await Promise.all([worker.drain('unit'), worker.drain('step')]);
    expect(await readFile(closedFile, 'utf8')).toBe('closed');
    await rm(folder, { recursive: true });
  });

  it('can be hurried: first the unit was to be finished, now the step is enough', async () => {
    const worker = start('takes its time');
    const drained: Promise<void>[] = [];
    expect(await runAnd(worker, () => drained.push(worker.drain('unit'), worker.drain('step')))).toBeNull();
    await Promise.all(drained);
  });
});

describe('a worker process that dies', () => {
  const deaths: readonly (readonly [FakeSettings['behaviour'], DeathReason, RegExp])[] = [
    ['exits', { kind: 'exit', code: 7 }, /^its worker process ended with code 7$/],
    ['crashes', { kind: 'signal', signal: 'SIGABRT' }, /^its worker process was ended by SIGABRT/],
    ['throws outside', { kind: 'exit', code: 1 }, /saying "TypeError: thrown where nobody catches"$/],
    ['cannot open', { kind: 'unusable', message: 'the database is away' }, /works with: the database is away$/],
  ];
  it.each(deaths)('that %s says so', async (behaviour, reason, message) => {
    const worker = start(behaviour);
    const death = await deathOf(worker);
    expect(death.reason).toEqual(reason);
    expect(death.message).toMatch(message);
    expect((await deathOf(worker)).reason).toEqual(reason); // and again, whoever asks
  });

  it('of a full heap says that it was memory', async () => {
    const death = await deathOf(start('fills the heap', {}, '--max-old-space-size=40'));
    expect(death.reason).toEqual({ kind: 'out-of-memory' });
    expect(death.message).toMatch(/ran out of memory: run fewer worker processes.*heap out of memory"$/);
  });

  it('by SIGKILL from outside says that memory is the usual cause', async () => {
    const worker = start('takes its time');
    const killed = runAnd(worker, () => process.kill(worker.pid ?? 0, 'SIGKILL'));
    await expect(killed).rejects.toMatchObject({
      reason: { kind: 'signal', signal: 'SIGKILL' },
      message: expect.stringContaining('often because memory ran out') as string,
    });
  });

  it('because its parent wanted it to says that', async () => {
    const worker = start('takes its time');
    await expect(runAnd(worker, () => worker.kill())).rejects.toMatchObject({ reason: { kind: 'killed' } });
    expect(worker.isAlive).toBe(false);
  });

  it('because there is no such program as Node says that', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    const worker = start('answers');
    process.execPath = execPath;
    expect((await deathOf(worker)).reason).toEqual({ kind: 'not-started', message: 'spawn /nowhere/node ENOENT' });
    await worker.gone;
  });

  it('before it lived says why', async () => {
    const entry = fakeWorker('answers');
    const worker = new WorkerProcess({ ...entry, module: new URL('./nowhere.ts', entry.module) });
    expect((await deathOf(worker)).message).toMatch(/ended with code 1, saying "Error.*nowhere\.ts/);
  });
});

describe('a limit', () => {
  it.each([{ memoryBytes: 0 }, { silentAfterSeconds: -1 }, { memoryBytes: Number.NaN }])(
    'of %o is refused',
    (limits: WorkerLimits) => {
      expect(() => start('answers', limits)).toThrow(/(memoryBytes|silentAfterSeconds) is .*: give a number above 0/);
    },
  );
});

describe('the memory limit', () => {
  it('ends a process that takes more, and says how much that was and what to do', async () => {
    const limitBytes = 400e6;
    const { reason, message } = await deathOf(start('takes memory', { memoryBytes: limitBytes }));
    expect(reason).toMatchObject({ kind: 'memory-limit', limitBytes });
    expect(reason.kind === 'memory-limit' && reason.residentBytes).toBeGreaterThan(limitBytes);
    expect(message).toMatch(
      /took \d{3,4} MB of memory and was ended, because its limit is 400 MB: raise the limit, or/,
    );
  });

  it('lets a process be that takes less', async () => {
    const worker = start('takes its time', { memoryBytes: 2e9 });
    expect(await worker.run(job, ignore, never)).not.toBeNull();
  });
});

describe('the limit on silence', () => {
  it('ends a process that computes for longer', async () => {
    const { reason, message } = await deathOf(start('never wakes', { silentAfterSeconds: 0.5 }));
    expect(reason).toEqual({ kind: 'silence', limitSeconds: 0.5 });
    expect(message).toMatch(/gave no sign of life for 0.5 s and was ended/);
  });

  it('lets a process be that takes longer over one step, but with signs of life', async () => {
    const worker = start('waits once', { silentAfterSeconds: 1 });
    const begin = performance.now();
    expect(await worker.run(job, ignore, never)).not.toBeNull();
    expect(performance.now() - begin).toBeGreaterThan(1000);
  });

  it('is not held against a process whose parent could not listen', async () => {
    const worker = start('waits once', { silentAfterSeconds: 1 });
    const deafen = ({ type }: UnitProgress): void => {
      const until = performance.now() + 1200;
      while (type === 'unit-started' && performance.now() < until);
    };
    expect(await worker.run(job, deafen, never)).not.toBeNull();
  });
});
