import { describeAuditStore, sampleRecord } from '@palimpsest/audit';
import type { AttackFinding } from '@palimpsest/contracts';
import { randomKey } from '@palimpsest/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '../audit-log/audit-log.js';
import { postgresAuditStore } from '../audit-store/postgres-audit-store.js';
import { sealedAuditStore } from '../audit-store/sealed-audit-store.js';
import { projects } from '../registrations/projects.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { audits } from './audits.js';
import { dueForErasure, eraseAudit } from './erase-audit.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const master = randomKey();
const face = Buffer.from('a face');
const event = { at: '2026-11-25T12:00:00.000Z', actor: 'key 1' };

describeAuditStore('sealed, in PostgreSQL', () => sealedAuditStore(world.database, world.newProject(), master), {
  describe,
  it,
  expect,
});

/** A project with two audits; the first shows `faces`, the second those of `others`. */
async function twoAudits(faces: readonly Buffer[], others: readonly Buffer[] = []) {
  const project = world.newProject();
  const { database } = world;
  await projects(database).create({ id: project, title: project });
  const store = sealedAuditStore(database, project, master);
  const list = audits(database, project);
  const ids = ['sample-0123456789ab', 'sample-ba9876543210'] as const;
  for (const [at, shown] of [faces, others].entries()) {
    const id = ids[at] as string;
    await list.create({ ...sampleRecord, id }, 500);
    const artifacts = await Promise.all(
      shown.map(async (bytes) => ({ artifact: await store.artifacts.put(bytes, 'image/png') })),
    );
    const finding = { kind: 'attack', artifacts } as unknown as AttackFinding;
    await store.findings.put(id, String(at).repeat(64), [finding]);
    await list.move(id, ['queued'], 'paused');
  }
  const erase = (audit: string = ids[0]) => eraseAudit(database, { project, audit }, master, event);
  return { project, database, store, list, ids, erase };
}

describe('eraseAudit', () => {
  it('takes pictures and unfinished state for good; findings and log stay whole', async () => {
    const { store, erase, database, project, ids } = await twoAudits([face]);
    const { sha256 } = await store.artifacts.put(face, 'image/png');
    await store.scratch.save(ids[0], '1'.repeat(64), 'optimiser', face);
    const before = await world.database.query('select * from finding where project = $1', [project]);
    expect((await erase())?.erasedAt).toEqual(new Date(event.at));
    await expect(store.artifacts.get(sha256)).rejects.toThrow('were erased on 2026-11-25');
    expect(await store.scratch.load(ids[0], '1'.repeat(64), 'optimiser')).toBeNull();
    expect(await world.database.query('select * from finding where project = $1', [project])).toEqual(before);
    expect(await auditLog(database, project).verify()).toMatchObject({ intact: true, head: { sequence: 1 } });
    expect((await erase())?.erasedAt).toEqual(new Date(event.at));
    expect(await auditLog(database, project).head()).toMatchObject({ sequence: 1 });
  });

  it('leaves what another audit shows, until that one is erased too', async () => {
    const { store, erase, ids } = await twoAudits([face], [face]);
    const { sha256 } = await store.artifacts.put(face, 'image/png');
    await erase();
    expect(await store.artifacts.get(sha256)).toEqual(new Uint8Array(face));
    await erase(ids[1]);
    await expect(store.artifacts.get(sha256)).rejects.toThrow('were erased');
  });

  it('lets a later audit make the same picture again', async () => {
    const { store, erase } = await twoAudits([face]);
    await erase();
    const { sha256 } = await store.artifacts.put(face, 'image/png');
    expect(await store.artifacts.get(sha256)).toEqual(new Uint8Array(face));
  });

  it('waits for an audit that runs', async () => {
    const { list, ids, erase } = await twoAudits([face]);
    await list.move(ids[0], ['paused'], 'queued');
    await expect(erase()).rejects.toThrow('is queued: cancel it');
  });

  it('keeps nothing in the clear', async () => {
    const { project } = await twoAudits([face]);
    const rows = await world.database.query<{ bytes: Buffer }[]>('select bytes from artifact where project = $1', [
      project,
    ]);
    expect(rows[0]?.bytes.includes(face)).toBe(false);
    const { artifacts } = postgresAuditStore(world.database, project);
    const { sha256 } = await sealedAuditStore(world.database, project, master).artifacts.put(face, 'image/png');
    await expect(artifacts.get(sha256)).rejects.toThrow('no longer match');
  });

  it('is due on its date', async () => {
    const project = world.newProject();
    await projects(world.database).create({ id: project, title: project });
    const list = audits(world.database, project);
    await list.create(sampleRecord, 500, new Date('2020-01-01'));
    const isDue = async () => (await dueForErasure(world.database)).some((audit) => audit.project === project);
    expect(await isDue()).toBe(false);
    await list.move(sampleRecord.id, ['queued'], 'cancelled');
    expect(await isDue()).toBe(true);
  });
});
