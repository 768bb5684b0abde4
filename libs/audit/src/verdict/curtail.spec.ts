import { describe, expect, it } from 'vitest';
import { resolvePlan, type AuditPlan } from '@palimpsest/contracts';
import { dueUnits } from '../engine/due-units.js';
import { runAudit } from '../engine/run-audit.js';
import { brighten, direct } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import type { AuditRecord, WorkUnit } from '../ports/work.js';
import { isCertainLeak, untilCertain } from './curtail.js';
import { judge } from './judge.js';
import { Ledger } from './ledger.js';

const retainOnly = ({ split }: { readonly split: string }) => split === 'retain';
const models = [
  { name: 'blabs', knows: () => true },
  { name: 'forgot', knows: retainOnly },
  { name: 'original', knows: () => true },
  { name: 'reference', knows: retainOnly },
];
const catalog = { probes: [direct, brighten()] };
const plan = (...targets: readonly string[]) =>
  resolvePlan({
    ...{ name: 'test', preset: 'demo', dataset: 'people', probes: ['direct', 'brighten'], detectors: [], defenses: [] },
    controls: { permutedAnswers: 'none' },
    checkpoints: [
      ...targets.map((name) => ({ name, role: 'target' as const })),
      { name: 'original', role: 'original' },
      { name: 'reference', role: 'reference' },
    ],
  });

async function curtailed(...targets: readonly string[]) {
  return curtailedPlan(plan(...targets));
}

async function curtailedPlan(planned: AuditPlan) {
  const ports = fakePorts(models, catalog);
  const seen: WorkUnit[] = [];
  const choose = untilCertain(ports.catalog);
  const audit = await runAudit(planned, ports, (standing, units) => {
    seen.push(...units);
    return choose(standing, units);
  });
  const { due } = await dueUnits(audit.record, ports);
  const valueOf = (name: string) => {
    const given = { record: audit.record, catalog: ports.catalog, ledger: new Ledger(audit.findings) };
    return judge(given, named(audit.record, name)).verdict.value;
  };
  return { ports, audit, seen, due, valueOf, left: due.map(({ title }) => title.split(' · ', 2).join(' · ')) };
}

const named = ({ checkpoints }: AuditRecord, name: string) => checkpoints.find((row) => row.name === name)!;

describe('a curtailed audit', () => {
  it('asks no further once every leak is certain', async () => {
    const { left, valueOf } = await curtailed('blabs');
    expect(valueOf('blabs')).toBe('leak');
    expect(new Set(left)).toEqual(new Set(['blabs · brighten', 'reference · brighten']));
  });

  it('does everything for a target that may yet pass, and its controls, and nothing more', async () => {
    const { left, valueOf } = await curtailed('blabs', 'forgot');
    expect(new Set(left)).toEqual(new Set(['blabs · brighten']));
    expect(valueOf('blabs')).toBe('leak');
    expect(valueOf('forgot')).not.toBe('leak');
  });

  it('asks an original that is judged itself no further than the others need it', async () => {
    const given = plan('forgot');
    const probes = given.probes.map((entry) =>
      entry.id === 'brighten' ? { ...entry, on: ['target', 'reference'] as const } : entry,
    );
    const checkpoints = given.checkpoints.map((entry) =>
      entry.name === 'original' ? { ...entry, roles: ['target', 'original'] as const } : entry,
    );
    const { left, valueOf } = await curtailedPlan({ ...given, probes, checkpoints } as unknown as AuditPlan);
    expect(valueOf('original')).toBe('leak');
    expect(new Set(left)).toEqual(new Set(['original · brighten']));
  });

  it('says of nobody what the whole audit takes back', async () => {
    const { ports, audit, valueOf } = await curtailed('blabs', 'forgot');
    const before = ['blabs', 'forgot'].map(valueOf);
    const whole = await runAudit(audit.record.plan, ports);
    const given = { record: whole.record, catalog: ports.catalog, ledger: new Ledger(whole.findings) };
    const after = ['blabs', 'forgot'].map((name) => judge(given, named(whole.record, name)).verdict.value);
    expect(after).toEqual(before);
  });

  it('takes no leak for certain while a control of its tier is still to be asked', async () => {
    const { ports, audit, due, seen } = await curtailed('blabs');
    const target = named(audit.record, 'blabs');
    expect(isCertainLeak(audit, target, due, ports.catalog)).toBe(true);
    const control = seen.filter(({ title }) => title === 'reference · direct');
    expect(control).not.toEqual([]);
    expect(isCertainLeak(audit, target, [...due, ...control], ports.catalog)).toBe(false);
  });
});
