import { describeAuditStore, sampleRecord, StoreConflictError, type AuditStore } from '@palimpsest/audit';
import type { GapFinding } from '@palimpsest/contracts';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../database/open-database.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { BytesTooLargeError } from './bytes-too-large-error.js';
import { postgresAuditStore } from './postgres-audit-store.js';

let test: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  test = await testDatabase();
  ({ database } = test);
});
afterAll(() => test.remove());

/** A project of its own is a store of its own. */
const emptyStore = (): AuditStore => postgresAuditStore(database, test.newProject());

describeAuditStore('PostgreSQL', emptyStore, { describe, it, expect });

const [unit, audit] = ['b'.repeat(64), 'sample'];
const gap = (reason: string): GapFinding => ({
  ...{ schema: 'palimpsest.finding/1', kind: 'gap', key: 'a'.repeat(64), unit, plan: '1'.repeat(64) },
  ...{ dataset: '2'.repeat(64), checkpoint: { name: 'a', digest: '3'.repeat(64) }, engine: '0.0.0', what: 'x', reason },
});

describe('postgresAuditStore', () => {
  it('shows nothing of one project to another, not even by digest', async () => {
    const [mine, theirs] = [emptyStore(), emptyStore()];
    await mine.records.create(sampleRecord);
    await mine.findings.put(sampleRecord.id, unit, [gap('mine')]);
    const { sha256 } = await mine.artifacts.put(Uint8Array.of(1, 2, 3), 'application/octet-stream');
    await mine.scratch.save(sampleRecord.id, unit, 'state', Uint8Array.of(1));
    expect(await theirs.records.list()).toEqual([]);
    expect(await theirs.records.read(sampleRecord.id)).toBeNull();
    expect(await theirs.findings.get(sampleRecord.id, unit)).toBeNull();
    expect(await theirs.artifacts.get(sha256)).toBeNull();
    expect(await theirs.scratch.load(sampleRecord.id, unit, 'state')).toBeNull();
    await theirs.records.create({ ...sampleRecord, engine: '9' });
    await theirs.scratch.drop(sampleRecord.id, unit);
    expect(await mine.records.read(sampleRecord.id)).toEqual(sampleRecord);
    expect(await mine.scratch.load(sampleRecord.id, unit, 'state')).toEqual(Uint8Array.of(1));
  });

  it('keeps one of two results that workers write together, and tells the other', async () => {
    const { findings } = emptyStore();
    const writes = Array.from({ length: 8 }, (_, worker) => findings.put(audit, unit, [gap(`worker ${worker % 2}`)]));
    const outcomes = await Promise.allSettled(writes);
    const kept = await findings.get(audit, unit);
    const [winner] = kept as readonly GapFinding[];
    outcomes.forEach((outcome, worker) => {
      const same = winner?.reason === `worker ${worker % 2}`;
      expect(outcome.status).toBe(same ? 'fulfilled' : 'rejected');
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreConflictError);
    });
    expect(kept).toHaveLength(1);
  });

  it('gives numbers, texts and bytes back as they were', async () => {
    const { artifacts, findings, records } = emptyStore();
    const numbers = [0.1 + 0.2, 1e-7, 5e-324, 1.7976931348623157e308, 2 ** 53 - 1];
    const record = { ...sampleRecord, numbers };
    await records.create(record);
    expect(await records.read(record.id)).toEqual(record);
    for (const seconds of numbers) {
      await findings.putTiming(audit, { unit, title: 'a', seconds });
      expect(await findings.timings(audit)).toEqual([{ unit, title: 'a', seconds }]);
    }
    const reason = '– ‘’ \u{1f600} \u0000 \\ "';
    await findings.put(audit, unit, [gap(reason)]);
    expect(await findings.get(audit, unit)).toEqual([gap(reason)]);
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(await artifacts.get((await artifacts.put(every, 'x/y')).sha256)).toEqual(every);
  });

  it('keeps more findings of a unit than one statement can carry, in their order', async () => {
    const { findings } = emptyStore();
    const many = Array.from({ length: 11_000 }, (_, n) => gap(String(n)));
    await findings.put(audit, unit, many);
    expect(await findings.get(audit, unit)).toEqual(many);
  });

  it('refuses bytes that could be written but never read', async () => {
    const { artifacts, scratch } = emptyStore();
    const tooLarge = new Uint8Array(256_000_001);
    await expect(artifacts.put(tooLarge, 'x/y')).rejects.toBeInstanceOf(BytesTooLargeError);
    await expect(scratch.save(audit, unit, 'optimiser', tooLarge)).rejects.toThrow(
      /optimiser of unit b+ has 256000001 bytes/,
    );
    expect(await scratch.load(audit, unit, 'optimiser')).toBeNull();
  });

  it('refuses bytes that no longer match their digest', async () => {
    const store = emptyStore();
    const { sha256 } = await store.artifacts.put(Uint8Array.of(7), 'x/y');
    await database.query(`update artifact set bytes = '\\x08' where sha256 = $1`, [sha256]);
    await expect(store.artifacts.get(sha256)).rejects.toBeInstanceOf(StoreConflictError);
    await store.artifacts.put(Uint8Array.of(7), 'x/y');
    expect(await store.artifacts.get(sha256)).toEqual(Uint8Array.of(7));
  });
});

describe('openDatabase', () => {
  it('may be called by several processes at once, and again', async () => {
    const sources = await Promise.all(Array.from({ length: 4 }, () => openDatabase(test.server.connection)));
    for (const source of sources) {
      expect(await source.showMigrations()).toBe(false);
      await source.destroy();
    }
  });

  it('has a way back from every migration, and the tables of the entities after the way forth', async () => {
    const source = await openDatabase({ ...test.server.connection, database: await emptyDatabase() });
    const changes = await source.driver.createSchemaBuilder().log();
    expect(changes.upQueries.map(({ query }) => query)).toEqual([]);
    while ((await source.query<unknown[]>('select 1 from migrations')).length > 0) await source.undoLastMigration();
    const tables = await source.query<unknown[]>(
      `select 1 from information_schema.tables where table_schema = 'public' and table_name <> 'migrations'`,
    );
    expect(tables).toEqual([]);
    await source.destroy();
  });
});

async function emptyDatabase(): Promise<string> {
  await database.query('create database back_and_forth');
  return 'back_and_forth';
}
