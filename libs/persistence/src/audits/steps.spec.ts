import { sampleRecord, type WorkUnit } from '@palimpsest/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { projects } from '../registrations/projects.js';
import { audits } from './audits.js';
import { claims } from './claims.js';
import { forgottenSteps, steps } from './steps.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const step = (digit: string) => ({
  unit: { key: digit.repeat(64), title: `unit ${digit}`, cost: 1, kind: 'knowledge' } as unknown as WorkUnit,
  capability: 'cpu' as const,
});

async function emptyAudit() {
  const project = world.newProject();
  await projects(world.database).create({ id: project, title: project });
  await audits(world.database, project).create(sampleRecord, 500);
  const at = { project, audit: sampleRecord.id };
  return { at, board: steps(world.database, at) };
}

describe('the steps of an audit', () => {
  it('have a place each, also when some of them are there already', async () => {
    const { board } = await emptyAudit();
    await board.add([step('1'), step('2')], 4);
    await board.add([step('2'), step('3')], 4);
    await board.add([step('4')], 4);
    const listed: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await board.list({ limit: 1, cursor });
      listed.push(...items.map(({ title }) => title));
      if (next === null) break;
      cursor = next;
    }
    expect(listed).toEqual(['unit 1', 'unit 2', 'unit 3', 'unit 4']);
  });

  it('are found again when the queue has had them for longer than the patience', async () => {
    const { board, at } = await emptyAudit();
    const units = ['1'.repeat(64)];
    const isForgotten = async () => {
      const query = `update audit set updated_at = now() - interval '1 minute' where project = $1`;
      await world.database.query(query, [at.project]);
      return (await forgottenSteps(world.database)).some(({ project }) => project === at.project);
    };
    await board.add([step('1')], 1);
    expect(await isForgotten()).toBe(true);
    await board.queued(units, 60);
    expect(await isForgotten()).toBe(false);
    await board.queued(units, 0);
    expect(await isForgotten()).toBe(true);
    await claims(world.database).claim({ ...at, unit: '1'.repeat(64) }, 'worker', 60);
    expect(await isForgotten()).toBe(false);
  });
});
