import { sampleRecord } from '@palimpsest/audit';
import type { GapFinding } from '@palimpsest/contracts';
import type { WorkUnit } from '@palimpsest/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAuditStore } from '../audit-store/postgres-audit-store.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { projects } from '../registrations/projects.js';
import { audits } from './audits.js';
import { claims, type Claim } from './claims.js';
import { eventsAfter } from './events.js';
import { steps } from './steps.js';
import { keepReport, storedReport } from './stored-reports.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const unit = (digit: string, cost = 1): WorkUnit =>
  ({ key: digit.repeat(64), title: `unit ${digit}`, cost, kind: 'knowledge' }) as unknown as WorkUnit;
const gap = (digit: string): GapFinding => ({
  ...{ schema: 'palimpsest.finding/1', kind: 'gap', key: digit.repeat(64), unit: digit.repeat(64) },
  ...{ plan: '1'.repeat(64), dataset: '2'.repeat(64), checkpoint: { name: 'a', digest: '3'.repeat(64) } },
  ...{ engine: '0.0.0', what: 'x', reason: 'none' },
});

/** A running audit with one step per digit. */
async function running(...digits: readonly string[]) {
  const project = world.newProject();
  const { database } = world;
  await projects(database).create({ id: project, title: project });
  const record = sampleRecord;
  const list = audits(database, project);
  await list.create(record, 500);
  const at = { project, audit: record.id };
  const added = digits.map((digit) => ({ unit: unit(digit, digit === '2' ? 3 : 1), capability: 'cpu' as const }));
  await steps(database, at).add(added, digits.length);
  const board = claims(database);
  const claim = async (digit: string, worker: string, lease = 60): Promise<Claim> => {
    const claimed = await board.claim({ ...at, unit: digit.repeat(64) }, worker, lease);
    if (typeof claimed === 'string') throw new Error(claimed);
    return claimed;
  };
  const events = async () => (await eventsAfter(database, at, 0)).map(({ event }) => event);
  return { at, list, board, claim, events, find: () => list.find(record.id) };
}

describe('claims', () => {
  it('tells how much of the whole is done, with what is running and what is still to come', async () => {
    const { board, claim, events, at } = await running('1', '2');
    await board.finish(await claim('1', 'w'), [gap('1')], 1);
    const second = await claim('2', 'w');
    const told = { type: 'unit-progress', unit: second.unit, title: 'unit 2', message: 'loss 1.0' } as const;
    await board.progress(second, { ...told, step: 1, total: 3 });
    await steps(world.database, at).add([], 4);
    await board.progress(second, { ...told, step: 3, total: 3 });
    const fractions = (await events()).map((event) => 'fraction' in event && event.fraction);
    expect(fractions.slice(-3)).toEqual([0.25, 0.5, expect.closeTo(((1 + 3 * 0.95) / 4) * (2 / 4), 10)]);
  });

  it('gives a step to one worker at a time', async () => {
    const { board, at } = await running('1');
    const key = { ...at, unit: '1'.repeat(64) };
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => board.claim(key, worker, 60)));
    expect(all.filter((claimed) => claimed === 'held')).toHaveLength(3);
    expect(all.filter((claimed) => typeof claimed !== 'string')).toHaveLength(1);
  });

  it('lets the next one in when the lease has run out, and then refuses all that the first one writes', async () => {
    const { board, claim } = await running('1');
    const first = await claim('1', 'stalled', 0);
    const second = await claim('1', 'quick');
    expect(second).toMatchObject({ fence: first.fence + 1, attempt: 2 });
    expect(await board.renew(first, 60)).toBe('lost');
    for (const write of [
      () => board.finish(first, [], 1),
      () => board.fail(first, 'late'),
      () => board.giveBack(first, null),
      () => board.progress(first, { type: 'unit-started', unit: first.unit, title: '' }),
    ]) {
      await expect(write()).rejects.toThrow('was claimed by another worker');
    }
    await board.finish(second, [], 1);
    expect(await board.claim(second, 'third', 60)).toBe('done');
  });

  it('keeps the findings, counts the step and says how far the audit is, at once', async () => {
    const { board, claim, events, find, at } = await running('1', '2');
    await board.finish(await claim('1', 'a'), [gap('1')], 2.5);
    expect(await find()).toMatchObject({ state: 'running', done: 1, planned: 2 });
    const { findings } = postgresAuditStore(world.database, at.project);
    expect(await findings.timings(at.audit)).toEqual([{ unit: '1'.repeat(64), title: 'unit 1', seconds: 2.5 }]);
    expect(await events()).toEqual([
      { type: 'audit-started', audit: at.audit, units: 2, done: 0 },
      {
        ...{ type: 'unit-finished', unit: '1'.repeat(64), title: 'unit 1', outcome: 'done' },
        ...{ done: 1, units: 2, fraction: 0.25 },
      },
    ]);
  });

  it('numbers events without a gap, however many workers write at once', async () => {
    const digits = ['1', '2', '3', '4', '5', '6', '7', '8'];
    const { board, claim, at } = await running(...digits);
    await Promise.all(
      digits.map(async (digit) => {
        const claimed = await claim(digit, `worker ${digit}`);
        const tell = (step: number) =>
          board.progress(claimed, {
            ...{ type: 'unit-progress', unit: claimed.unit, title: '', step, total: 5, message: '' },
          });
        for (let step = 0; step < 5; step++) await tell(step);
        await board.finish(claimed, [], 1);
      }),
    );
    const seen = await eventsAfter(world.database, at, 0);
    expect(seen.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1 + 8 * 6 }, (_, index) => index + 1));
  });

  it('gives nothing of an audit that is paused, cancelled or failed, and goes on when it is resumed', async () => {
    const { board, claim, list, at, find } = await running('1', '2', '3');
    const held = await claim('1', 'a');
    await list.move(at.audit, ['running'], 'paused');
    expect(await board.claim({ ...at, unit: '2'.repeat(64) }, 'b', 60)).toBe('stopped');
    expect(await board.renew(held, 60)).toBe('held');
    await list.move(at.audit, ['paused'], 'cancelled');
    expect(await board.renew(held, 60)).toBe('stop');
    await board.giveBack(held, null);
    await list.move(at.audit, ['cancelled'], 'queued');
    await steps(world.database, at).add([], 3);
    await board.fail(await claim('2', 'c'), 'out of memory');
    expect(await find()).toMatchObject({ state: 'failed', failed: 1, failure: 'unit 2: out of memory' });
    expect(await board.claim({ ...at, unit: '3'.repeat(64) }, 'c', 60)).toBe('stopped');
    await list.move(at.audit, ['failed'], 'queued');
    await steps(world.database, at).add([], 3);
    expect(await find()).toMatchObject({ state: 'running', failed: 0, failure: null });
    expect((await claim('2', 'c')).attempt).toBe(2);
  });

  it('knows nothing of steps of other projects', async () => {
    const [mine, other] = [await running('1'), await running('1')];
    expect(await mine.board.claim({ ...mine.at, project: 'nobody', unit: '1'.repeat(64) }, 'a', 60)).toBe('unknown');
    await mine.board.finish(await mine.claim('1', 'a'), [], 1);
    expect(await other.find()).toMatchObject({ done: 0 });
  });
});

describe('a complete audit', () => {
  it('keeps the report that came with its verdict, for the engine that made it', async () => {
    const { at, list } = await running('1');
    const { database } = world;
    await list.complete(at.audit, 'leak', { engine: '1.0.0', content: { title: 'first' } });
    await list.complete(at.audit, 'leak', { engine: '1.0.0', content: { title: 'again' } });
    expect(await storedReport(database, { ...at, engine: '1.0.0' })).toEqual({ title: 'first' });
    expect(await storedReport(database, { ...at, engine: '2.0.0' })).toBeNull();
    await keepReport(database, at, { engine: '2.0.0', content: { title: 'new' } });
    expect(await storedReport(database, { ...at, engine: '2.0.0' })).toEqual({ title: 'new' });
  });
});
