import { describe, expect, it } from 'vitest';
import { fakePorts, runAudit, type FakeBehaviour } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { resolvePlan, type PlanInput } from '@palimpsest/contracts';
import { contestantsOf } from './contestants.js';
import { compareContestants } from './paired-comparison.js';

const models: readonly FakeBehaviour[] = [
  { name: 'forgot', knows: ({ split }) => split === 'retain' },
  { name: 'knows', knows: () => true },
];
const ports = fakePorts(models, { probes: catalog.probes });

const audit = async (name: string, targets: readonly string[], more: Partial<PlanInput> = {}) => {
  const checkpoints = targets.map((target) => ({ name: target, role: 'target' as const }));
  const plan = resolvePlan({ name, preset: 'screening', dataset: 'people', checkpoints, ...more });
  return (await runAudit(plan, ports)).record.id;
};
const free = (endpoints: ReturnType<typeof compareContestants>) =>
  endpoints.find(({ endpoint }) => endpoint === 'direct/clean/free')?.rows ?? [];

describe('compareContestants', () => {
  it('pairs the targets of several audits by person', async () => {
    const ids = [await audit('one', ['forgot']), await audit('two', ['knows'])];
    const [first, second] = free(compareContestants(await contestantsOf(ids, ports)));
    expect(first).toMatchObject({ label: 'forgot', difference: null, pAdjusted: null });
    expect(second?.label).toBe('knows');
    expect(second?.difference).toMatchObject({ state: 'measured', n: 40 });
    expect(second?.difference?.state === 'measured' && second.difference.interval.low).toBeGreaterThan(0.5);
    expect(second?.pAdjusted).toBeLessThan(1e-6);
  });

  it('does not compare what was asked differently', async () => {
    const ids = [await audit('two-views', ['forgot']), await audit('one-view', ['knows'], { scoring: { views: 1 } })];
    const [, second] = free(compareContestants(await contestantsOf(ids, ports)));
    expect(second?.difference).toEqual({
      state: 'not-measured',
      reason: 'the two audits ran this probe with different settings',
    });
    expect(second?.pAdjusted).toBeNull();
  });

  it('names both audits where a checkpoint is in two of them, and refuses a single target', async () => {
    const ids = [await audit('one', ['forgot']), await audit('again', ['forgot'])];
    const labels = (await contestantsOf(ids, ports)).map(({ label }) => label);
    expect(labels).toEqual(ids.map((id) => `forgot (${id})`));
    await expect(contestantsOf(ids.slice(1), ports)).rejects.toThrow('There is only one target');
  });
});
