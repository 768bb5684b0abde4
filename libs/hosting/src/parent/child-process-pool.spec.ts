import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UnitFailedError, type PoolEvents, type UnitJob, type UnitResult } from '@palimpsest/audit';
import { fakeWorker, knowledgeJob, type FakeSettings } from '../testing/fake-audit.js';
import { ChildProcessPool } from './child-process-pool.js';
import { WorkerDiedError } from './worker-died-error.js';

const never = new AbortController().signal;
let jobs: readonly UnitJob[];
let pool: ChildProcessPool;
let pids: number[] = [];

beforeAll(async () => {
  const { record, unit } = await knowledgeJob();
  jobs = ['a', 'b', 'c', 'd'].map((key) => ({ record, unit: { ...unit, key, title: `unit ${key}` } }));
});
afterEach(() => pool.close());

function open(behaviour: FakeSettings['behaviour']) {
  pids = [];
  pool = new ChildProcessPool({ entry: fakeWorker(behaviour), size: 2, onStart: (pid) => pids.push(pid) });
  return pool;
}

function collect(finished: UnitResult[], progress: PoolEvents['progress'] = () => undefined): PoolEvents {
  return {
    progress,
    finished: (result) => {
      finished.push(result);
      return Promise.resolve();
    },
  };
}
const keys = (results: readonly UnitResult[]) => results.map(({ unit }) => unit).sort();

describe('ChildProcessPool', () => {
  it('runs every unit once in as many processes as it may start, and uses them again', async () => {
    open('answers');
    const results: UnitResult[] = [];
    await pool.run(jobs, collect(results), never);
    await pool.run(jobs.slice(0, 1), collect(results), never);
    expect(keys(results)).toEqual(['a', 'a', 'b', 'c', 'd']);
    expect(pids).toHaveLength(2);
  });

  it('fails with the unit whose process died, and stops the others between two steps', async () => {
    open('takes its time');
    const results: UnitResult[] = [];
    const seen = new Set<string>();
    let victim = 0;
    const run = pool.run(
      jobs,
      collect(results, (event) => {
        if (event.type === 'unit-progress') seen.add(event.unit);
        if (seen.size < 2 || victim > 0) return;
        victim = pids[0] ?? 0;
        process.kill(victim, 'SIGKILL');
      }),
      never,
    );
    const error: unknown = await run.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnitFailedError);
    expect((error as UnitFailedError).cause).toBeInstanceOf(WorkerDiedError);
    expect(results).toEqual([]);
  });

  it('starts another process for one that was ended between two units', async () => {
    open('answers');
    const results: UnitResult[] = [];
    const events = collect(results);
    const finished = (result: UnitResult): Promise<void> => {
      const isFirst = results.length === 0;
      return events.finished(result).then(() => (isFirst ? gone(pids[0] ?? 0) : undefined));
    };
    const one = new ChildProcessPool({ entry: fakeWorker('answers'), size: 1, onStart: (pid) => pids.push(pid) });
    await one.run(jobs, { ...events, finished }, never).finally(() => one.close());
    expect(keys(results)).toEqual(['a', 'b', 'c', 'd']);
    expect(pids).toHaveLength(2);
  });

  it('stops between two steps when told to, and rejects', async () => {
    open('takes its time');
    const stop = new AbortController();
    const results: UnitResult[] = [];
    const run = pool.run(
      jobs,
      collect(results, ({ type }) => (type === 'unit-progress' ? stop.abort() : undefined)),
      stop.signal,
    );
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(results).toEqual([]);
  });
});

/** Ends a process and waits until its parent, this process, has been told. */
async function gone(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isRunning(pid)).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
