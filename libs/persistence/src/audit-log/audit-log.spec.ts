import type { LogEvent } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { auditLog } from './audit-log.js';

let test: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  test = await testDatabase();
  ({ database } = test);
});
afterAll(() => test.remove());

const emptyLogOf = () => {
  const project = test.newProject();
  return { project, log: auditLog(database, project) };
};
const event = (target: string): LogEvent => ({
  ...{ at: '2026-11-25T12:00:00.000Z', actor: 'key-1', action: 'answers.reveal', target },
  detail: { b: 1e-7, a: null, text: 'ü \u{1f600}' },
});

/** As somebody with the database's own rights would. */
async function tamper(statement: string): Promise<void> {
  await database.query('alter table audit_log disable trigger user');
  await database.query(statement);
  await database.query('alter table audit_log enable trigger user');
}

describe('auditLog', () => {
  it('is a chain although many write together', async () => {
    const { log } = emptyLogOf();
    await Promise.all(Array.from({ length: 20 }, (_, i) => log.append(event(`item ${i}`))));
    expect((await log.read(0, 100)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(await log.verify()).toEqual({ intact: true, head: await log.head() });
    expect(await log.verify(await log.head())).toMatchObject({ intact: true });
  });

  it('has a chain per project', async () => {
    const [mine, theirs] = [emptyLogOf().log, emptyLogOf().log];
    await mine.append(event('x'));
    expect(await theirs.read(0, 10)).toEqual([]);
    expect(await theirs.verify()).toMatchObject({ intact: true, head: { sequence: 0 } });
  });

  it('cannot be changed through the database', async () => {
    const { log } = emptyLogOf();
    await log.append(event('x'));
    for (const statement of [`update audit_log set actor = 'nobody'`, 'delete from audit_log', 'truncate audit_log']) {
      await expect(database.query(statement)).rejects.toThrow('append-only');
    }
  });

  it('shows what was changed all the same, and a tail that was cut off, by a head kept elsewhere', async () => {
    const { log, project } = emptyLogOf();
    for (let i = 0; i < 5; i++) await log.append(event(`item ${i}`));
    const head = await log.head();
    await tamper(`delete from audit_log where project = '${project}' and sequence = 5`);
    expect(await log.verify()).toMatchObject({ intact: true });
    expect(await log.verify(head)).toMatchObject({ intact: false, sequence: 5 });
    await tamper(`update audit_log set target = 'item 9' where project = '${project}' and sequence = 2`);
    expect(await log.verify()).toMatchObject({ intact: false, sequence: 2 });
  });

  it('finds a head kept elsewhere on whatever page it stands', async () => {
    const { log, project } = emptyLogOf();
    const heads = [await log.head()];
    for (let i = 0; i < 5; i++) heads.push(await log.append(event(`item ${i}`)));
    const inPages = auditLog(database, project, 2);
    for (const head of heads) {
      expect(await inPages.verify(head)).toMatchObject({ intact: true, head: { sequence: 5 } });
      if (head.sequence > 0)
        expect(await inPages.verify({ ...head, digest: 'f'.repeat(64) })).toMatchObject({ intact: false });
    }
    expect(await inPages.verify({ sequence: 6, digest: 'f'.repeat(64) })).toMatchObject({ intact: false });
  });

  it('gives each entry a salt of its own, and finds the first one on any of several things', async () => {
    const { log, project } = emptyLogOf();
    for (let i = 0; i < 4; i++) await log.append(event(`item ${i}`));
    const entries = await log.read(0, 10);
    expect(new Set(entries.map(({ salt }) => salt)).size).toBe(4);
    expect(await log.firstOn(['item 3', 'item 1', 'nothing'])).toBe(2);
    expect(await log.firstOn(['nothing'])).toBeNull();
    expect(await log.firstOn([])).toBeNull();
    await tamper(`update audit_log set salt = null where project = '${project}' and sequence = 2`);
    expect(await log.verify()).toMatchObject({ intact: false, sequence: 2 });
    expect(await log.firstOn(['item 3', 'item 1'])).toBe(4);
  });

  it('takes back an entry with the work that it tells of', async () => {
    const { log } = emptyLogOf();
    const work = database.transaction(async (inside) => {
      await log.append(event('x'), inside);
      throw new Error('the work failed');
    });
    await expect(work).rejects.toThrow('the work failed');
    expect(await log.head()).toMatchObject({ sequence: 0 });
  });
});
