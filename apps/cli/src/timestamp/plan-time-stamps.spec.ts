import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakePorts, runAudit, type AuditRecord, type FakeBehaviour } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { resolvePlan } from '@palimpsest/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planTimeStamp, stampPlan } from './plan-time-stamps.js';

const models: readonly FakeBehaviour[] = [
  { name: 'target', knows: () => false },
  { name: 'reference', knows: () => false },
];
const plan = resolvePlan({
  ...{ name: 'stamped', preset: 'screening', dataset: 'people', probes: ['direct'] },
  checkpoints: [
    { name: 'target', role: 'target' },
    { name: 'reference', role: 'reference' },
  ],
});

let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'palimpsest-'));
});
afterAll(() => rm(state, { recursive: true }));

describe('the time stamp of a plan', () => {
  it('is over the plan’s digest, made before any unit runs, and stays the first one', async () => {
    const ports = fakePorts(models, catalog);
    const asked: string[] = [];
    const prepared = (record: AuditRecord) =>
      stampPlan(record, state, ports, (digest) => {
        asked.push(digest);
        return Promise.resolve(Uint8Array.of(asked.length));
      });
    const { record } = await runAudit(plan, { ...ports, prepared });
    await runAudit(plan, { ...ports, prepared });
    expect(asked).toEqual([record.planDigest]);
    expect(await planTimeStamp(state, record.id)).toEqual(Uint8Array.of(1));
  });

  it('is refused when there are results', async () => {
    const ports = fakePorts(models, catalog);
    const { record } = await runAudit({ ...plan, name: 'late' }, ports);
    await expect(stampPlan(record, state, ports, () => Promise.resolve(Uint8Array.of(1)))).rejects.toThrow(
      /has results already/,
    );
    expect(await planTimeStamp(state, record.id)).toBeNull();
  });

  it('that nobody gives ends the audit before anything is measured', async () => {
    const ports = fakePorts(models, catalog);
    const stopped = runAudit(
      { ...plan, name: 'unstamped' },
      {
        ...ports,
        prepared: () => Promise.reject(new Error('no stamp')),
      },
    );
    await expect(stopped).rejects.toThrow('no stamp');
    const [id = ''] = (await ports.store.records.list()).filter((name) => name.startsWith('unstamped'));
    expect(await ports.store.findings.timings(id)).toEqual([]);
  });
});
