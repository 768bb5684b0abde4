import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '@palimpsest/catalog';
import { resolvePlan } from '@palimpsest/contracts';
import type { GapFinding } from '@palimpsest/contracts';
import {
  audits,
  checkpoints,
  claims,
  connectionUrl,
  datasets,
  projects,
  startPostgres,
  type EmbeddedPostgres,
} from '@palimpsest/persistence';
import { startTracing } from '@palimpsest/platform';
import { builtInCheckpoints, openBuiltInDataset } from '@palimpsest/zoo';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCollector } from '../../../test/support/stand-in-collector.js';
import { AuditFlow } from './audit-flow.js';
import { openProfile, type Profile } from './profile.js';

let folder: string;
let server: EmbeddedPostgres;
let profile: Profile;
let flow: AuditFlow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-flow-'));
  server = await startPostgres(folder);
  const environment = {
    PALIMPSEST_DATABASE_URL: connectionUrl(server.connection),
    PALIMPSEST_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  profile = await openProfile(
    environment,
    () => {},
    () => 0,
  );
  flow = new AuditFlow({ ...profile, catalog, engine: '0.0.0' });
});
afterAll(async () => {
  await profile.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const plan = resolvePlan({
  ...{ name: 'small', preset: 'screening', dataset: 'people', detectors: [], defenses: [], probes: ['direct'] },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-a', role: 'reference' },
  ],
});
const options = { priority: 500, eraseAfter: null };

async function project(id: string): Promise<string> {
  const { database } = profile;
  await projects(database).create({ id, title: id });
  for (const { name, digest, files } of await builtInCheckpoints()) {
    const source = { kind: 'built-in', name } as const;
    await checkpoints(database, id).add({
      name,
      digest,
      family: 'llava',
      source,
      files,
      bytes: '0',
      derivedFrom: null,
    });
  }
  const { digest, items } = (await openBuiltInDataset('people-published'))!;
  const source = { kind: 'built-in', name: 'people-published' } as const;
  await datasets(database, id).add({ id: 'people', digest, source, items: items.length, splits: [] });
  return id;
}

const waiting = async () => (await profile.queue.counts()).cpu.waiting;

/** What a worker does, without a model: claims a step and says that nothing could be measured. */
async function finishOne(at: { project: string; audit: string }, unit: string): Promise<void> {
  const board = claims(profile.database);
  const claim = await board.claim({ ...at, unit }, 'test', 60);
  if (typeof claim === 'string') throw new Error(claim);
  const { checkpoint } = claim.work;
  const digest = '0'.repeat(64);
  const gap: GapFinding = {
    ...{ schema: 'palimpsest.finding/1', kind: 'gap', key: digest, unit, plan: digest, dataset: digest },
    ...{ checkpoint: { name: checkpoint.name, digest: checkpoint.digest }, engine: '0.0.0', what: 'x', reason: 'test' },
  };
  await board.finish(claim, [gap], 1);
}

const unitsOf = async ({ project: id, audit }: { project: string; audit: string }): Promise<readonly string[]> => {
  const sql = 'select unit from step where project = $1 and audit = $2 order by position';
  return (await profile.database.query<{ unit: string }[]>(sql, [id, audit])).map(({ unit }) => unit);
};

describe('AuditFlow', () => {
  it('queues an audit once, however often it is started or moved on', async () => {
    const id = await project('once');
    const before = await waiting();
    const [first, second] = await Promise.all([flow.start(id, plan, options), flow.start(id, plan, options)]);
    expect(first.id).toBe(second.id);
    await flow.advance({ project: id, audit: first.id });
    expect(first.state).toBe('running');
    expect((await waiting()) - before).toBe((await unitsOf({ project: id, audit: first.id })).length);
  });

  it('gives a verdict when the last step is done, and only once', async () => {
    const id = await project('verdict');
    const { id: audit } = await flow.start(id, plan, options);
    const at = { project: id, audit };
    for (const unit of await unitsOf(at)) {
      await flow.advance(at);
      expect((await audits(profile.database, id).find(audit))?.verdict).toBeNull();
      await finishOne(at, unit);
    }
    await Promise.all([flow.advance(at), flow.advance(at)]);
    expect(await audits(profile.database, id).find(audit)).toMatchObject({
      state: 'complete',
      verdict: 'inconclusive',
    });
    const ends = await profile.database.query<unknown[]>(
      `select 1 from audit_event where project = $1 and content->>'type' = 'audit-finished'`,
      [id],
    );
    expect(ends).toHaveLength(1);
  });

  it('hands its trace on with the jobs, and nothing of it where nothing is traced', async () => {
    const start = async (id: string) => {
      const { id: audit } = await flow.start(id, plan, options);
      const units = await unitsOf({ project: id, audit });
      const jobs = await Promise.all(units.map((unit) => profile.queue.find(`${id}/${audit}/${unit}`)));
      return { at: { project: id, audit }, units, payloads: jobs.map((job) => job!.payload) };
    };
    for (const payload of (await start(await project('untraced'))).payloads)
      expect(Object.keys(payload).sort()).toEqual(['audit', 'project', 'unit']);

    const collector = await startCollector();
    for (const [name, value] of Object.entries(collector.environment)) vi.stubEnv(name, value);
    const tracing = await startTracing('a-test', () => {});
    const { at, units, payloads } = await start(await project('traced'));
    for (const unit of units) await finishOne(at, unit);
    await flow.advance({ ...at, ...{ unit: units[0], traceparent: 'x' } });
    await tracing.stop();
    await collector.close();
    vi.unstubAllEnvs();
    const sent = collector.spans().find(({ name }) => name === 'send steps')!;
    expect(sent).toMatchObject({ kind: 4, attributes: { 'messaging.batch.message_count': units.length } });
    const traceparent = `00-${sent.traceId}-${sent.spanId}-01`;
    for (const payload of payloads) expect(payload).toMatchObject({ traceparent });
    const report = collector.spans().find(({ name }) => name === 'build report')!;
    const move = collector.spans().find(({ spanId }) => spanId === report.parentSpanId);
    const attributes = { 'palimpsest.project': at.project, 'palimpsest.audit': at.audit };
    expect([report, move]).toMatchObject([{ attributes }, { name: 'advance audit', attributes }]);
    expect(move?.attributes).toEqual(attributes);
  });

  it('starts nothing of a plan that names what is not registered', async () => {
    const id = await project('unknown');
    const broken = { ...plan, checkpoints: [{ name: 'nobody', roles: ['target' as const] }] };
    await expect(flow.start(id, broken, options)).rejects.toThrow('is not registered in project unknown');
    expect((await audits(profile.database, id).list({ limit: 10 })).items).toEqual([]);
  });
});
