import { describe, expect, it } from 'vitest';
import { resolvePlan } from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';
import type { AuditPorts } from '../ports/ports.js';
import type { AuditRecord, WorkUnit } from '../ports/work.js';
import { writeFindings } from '../store/file-store.js';
import { brighten, brightness, direct, identity } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { dueUnits } from './due-units.js';
import { AuditInputError } from './errors.js';
import { prepareAudit } from './prepare-audit.js';
import { runAudit } from './run-audit.js';
import { readAudit } from './stored-audit.js';
import { UnitRunner } from './unit-runner.js';

const target = { name: 'hides', role: 'target' };
const original = { name: 'original', role: 'original' };
const plan = (more: object = {}) =>
  resolvePlan({
    name: 'stepwise',
    preset: 'demo',
    dataset: 'people',
    checkpoints: [target, original],
    probes: ['direct', 'brighten'],
    detectors: ['brightness'],
    defenses: ['identity'],
    ...more,
  });
const ports = () =>
  fakePorts(
    [
      { name: 'hides', knows: () => false },
      { name: 'original', knows: ({ number }) => number !== 3 },
      { name: 'empty', knows: () => false, broken: true },
    ],
    { probes: [direct, brighten()], defenses: [identity], detectors: [brightness] },
  );

/** What any process does that was handed one unit: it knows nothing of the others. */
async function finish(record: AuditRecord, unit: WorkUnit, ports: AuditPorts): Promise<void> {
  const hooks = { signal: new AbortController().signal, progress: () => undefined };
  await ports.store.findings.put(record.id, unit.key, await new UnitRunner(ports).run({ record, unit }, hooks));
}

const keys = (units: readonly WorkUnit[]) => units.map(({ key }) => key).sort();

describe('prepareAudit', () => {
  it('stores the record and the data finding, and changes nothing the second time', async () => {
    const some = ports();
    const record = await prepareAudit(plan(), some);
    expect(await some.store.records.read(record.id)).toEqual(record);
    const { findings } = await readAudit(record.id, some);
    expect(findings.map(({ kind }) => kind)).toEqual(['data']);
    expect(await prepareAudit(plan(), some)).toEqual(record);
    expect((await readAudit(record.id, some)).findings).toEqual(findings);
  });

  it('stores nothing when the inputs do not fit together', async () => {
    const some = ports();
    const nobody = { ...plan(), dataset: { ...plan().dataset, forget: 'nobody' } };
    await expect(prepareAudit(nobody, some)).rejects.toThrow(AuditInputError);
    expect(await some.store.records.list()).toEqual([]);
  });
});

describe('dueUnits', () => {
  it('asks the original first, whose knowledge decides about everything else', async () => {
    const some = ports();
    const record = await prepareAudit(plan(), some);
    const { phase, due, finished, planned } = await dueUnits(record, some);
    expect({ phase, finished, kinds: due.map(({ kind }) => kind) }).toEqual({
      phase: 'knowledge',
      finished: 0,
      kinds: ['knowledge'],
    });
    expect(planned).toBeGreaterThan(1);
  });

  it('goes straight to the probes when there is no original to ask', async () => {
    const some = ports();
    const record = await prepareAudit(plan({ checkpoints: [target] }), some);
    const { phase, due, planned } = await dueUnits(record, some);
    expect(phase).toBe('probes');
    expect(due).toHaveLength(planned);
  });

  it('is complete when the original knew too few for two folds', async () => {
    const some = ports();
    const record = await prepareAudit(plan({ checkpoints: [target, { name: 'empty', role: 'original' }] }), some);
    const [unit] = (await dueUnits(record, some)).due;
    await finish(record, unit!, some);
    expect(await dueUnits(record, some)).toEqual({ phase: 'complete', due: [], finished: 1, planned: 1 });
  });

  it.each(['a', 'b', 'c'])(
    'names exactly the rest after each unit, and any order (%s) ends with the findings of one run',
    async (seed) => {
      const whole = await runAudit(plan(), ports());
      const some = ports();
      const rng = new Rng(seed);
      const record = await prepareAudit(plan(), some);
      let now = await dueUnits(record, some);
      await finish(record, now.due[0]!, some);
      now = await dueUnits(record, some);
      const order = rng.shuffle(now.due);
      for (const [index, unit] of order.entries()) {
        expect({ ...now, due: keys(now.due) }).toEqual({
          phase: 'probes',
          due: keys(order.slice(index)),
          finished: 1 + index,
          planned: 1 + order.length,
        });
        await finish(record, unit, some);
        now = await dueUnits(record, some);
      }
      const planned = 1 + order.length;
      expect(now).toEqual({ phase: 'complete', due: [], finished: planned, planned });
      const { findings } = await readAudit(record.id, some);
      expect(writeFindings(findings)).toBe(writeFindings(whole.findings));
    },
  );

  it('writes nothing and asks no model', async () => {
    const some = ports();
    const record = await prepareAudit(plan(), some);
    const { store, catalog } = some;
    const before = await readAudit(record.id, some);
    await dueUnits(record, { store, catalog });
    expect(await readAudit(record.id, some)).toEqual(before);
  });

  it('says that an audit has to be prepared first', async () => {
    const record = await prepareAudit(plan(), ports());
    await expect(dueUnits(record, ports())).rejects.toThrow(/has no data finding.*prepareAudit/);
  });
});
