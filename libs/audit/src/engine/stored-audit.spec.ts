import { describe, expect, it } from 'vitest';
import { resolvePlan } from '@palimpsest/contracts';
import { brighten, brightness, direct, identity } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { AuditInputError } from './errors.js';
import { runAudit } from './run-audit.js';
import { sequentialPool } from './sequential-pool.js';
import { readAudit } from './stored-audit.js';

const plan = resolvePlan({
  name: 'stored',
  preset: 'demo',
  dataset: 'people',
  checkpoints: [
    { name: 'hides', role: 'target' },
    { name: 'original', role: 'original' },
  ],
  probes: ['direct', 'brighten'],
  detectors: ['brightness'],
  defenses: ['identity'],
});
const ports = () =>
  fakePorts(
    [
      { name: 'hides', knows: () => false },
      { name: 'original', knows: ({ number }) => number !== 3 },
    ],
    {
      probes: [direct, brighten()],
      defenses: [identity],
      detectors: [brightness],
    },
  );

describe('readAudit', () => {
  it('gives what the run gave, without a model or a data set', async () => {
    const full = ports();
    const { record, findings } = await runAudit(plan, full);
    const { store, catalog } = full;
    const stored = await readAudit(record.id, { store, catalog });
    expect(stored.record).toEqual(record);
    expect(stored.findings).toEqual(findings);
    expect(stored.units.finished).toBe(stored.units.planned);
  });

  it('gives what there is of an unfinished audit', async () => {
    const full = ports();
    const inside = sequentialPool(full, full.clock);
    const pool = {
      run: (...[jobs, events, signal]: Parameters<typeof inside.run>) =>
        inside.run(jobs.slice(0, 1), events, signal).then(() => {
          if (jobs.length > 1) throw new Error('the machine went away');
        }),
    };
    await expect(runAudit(plan, { ...full, pool })).rejects.toThrow('the machine went away');
    const [id = ''] = await full.store.records.list();
    const { units, findings } = await readAudit(id, full);
    expect(units.finished).toBe(2);
    expect(units.planned).toBeGreaterThan(2);
    expect(findings.map(({ kind }) => kind).slice(0, 2)).toEqual(['data', 'knowledge']);
  });

  it('says when there is no such audit', async () => {
    await expect(readAudit('nothing', ports())).rejects.toThrow(AuditInputError);
  });
});
