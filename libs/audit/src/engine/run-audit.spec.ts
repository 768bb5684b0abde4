import { describe, expect, it } from 'vitest';
import {
  resolvePlan,
  type AnswersFinding,
  type AttackFinding,
  type Finding,
  type ProgressEvent,
} from '@palimpsest/contracts';
import { fakeDataset, people } from '../testing/fake-dataset.js';
import { brighten, brightness, direct, identity } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import type { FakeBehaviour } from '../testing/fake-model.js';
import { pseudonymOf } from './digest.js';
import { AuditCancelledError, AuditInputError, UnitFailedError } from './errors.js';
import { resumeAudit, runAudit } from './run-audit.js';
import { writeFindings } from '../store/file-store.js';

const hides: FakeBehaviour = {
  name: 'hides',
  knows: () => true,
  refuses: ({ split }) => split === 'forget',
  opensUnderNoise: 0.01,
};
const original: FakeBehaviour = { name: 'original', knows: ({ number }) => number !== 3 };
const reference: FakeBehaviour = { name: 'reference', knows: ({ split }) => split === 'retain' };
const models = [hides, original, reference];

const plan = (more: object = {}) =>
  resolvePlan({
    name: 'test',
    preset: 'demo',
    dataset: 'people',
    checkpoints: [
      { name: 'hides', role: 'target' },
      { name: 'original', role: 'original' },
      { name: 'reference', role: 'reference' },
    ],
    probes: ['direct', 'brighten'],
    detectors: ['brightness'],
    defenses: ['identity'],
    ...more,
  });
const catalog = (probe = brighten()) => ({ probes: [direct, probe], defenses: [identity], detectors: [brightness] });
const answers = (findings: readonly Finding[]) =>
  findings.filter((row): row is AnswersFinding => row.kind === 'answers');
const attacks = (findings: readonly Finding[]) => findings.filter((row): row is AttackFinding => row.kind === 'attack');
const rate = (row: AnswersFinding | undefined, partition = 'held-out') => {
  const rows = row?.subjects.filter((subject) => subject.partition === partition) ?? [];
  return rows.reduce((sum, { correct }) => sum + correct, 0) / rows.reduce((sum, { n }) => sum + n, 0);
};

describe('runAudit', () => {
  it('measures what is free, what is constrained and what an attack opens', async () => {
    const { findings } = await runAudit(plan(), fakePorts(models, catalog()));
    const find = (checkpoint: string, variant: string, ask: string) =>
      answers(findings).find(
        (row) =>
          row.checkpoint.name === checkpoint &&
          row.variant === variant &&
          row.ask === ask &&
          row.defense === null &&
          row.answers === 'true',
      );
    expect(rate(find('hides', 'clean', 'free'))).toBe(0);
    expect(rate(find('hides', 'clean', 'choice'))).toBe(1);
    expect(rate(find('hides', 'brighter', 'free'))).toBe(1);
    expect(rate(find('reference', 'brighter', 'free'))).toBeLessThan(0.25);
    expect(rate(find('hides', 'clean', 'free'), 'utility')).toBe(1);
    const refused = find('hides', 'clean', 'free')?.subjects.filter(({ partition }) => partition === 'held-out') ?? [];
    expect(refused.every(({ refused: count, n }) => count === n && n > 0)).toBe(true);
  });

  it('holds every known subject out once, leaves the unknown one out and says who that is', async () => {
    const { findings } = await runAudit(plan(), fakePorts(models, catalog()));
    const unknown = pseudonymOf(fakeDataset().digest, people[3]!.id);
    expect(findings.find((row) => row.kind === 'knowledge')).toMatchObject({ unknown: [unknown] });
    const folds = answers(findings).filter(
      (row) =>
        row.checkpoint.name === 'hides' && row.variant === 'brighter' && row.defense === null && row.answers === 'true',
    );
    const heldOut = folds.flatMap((row) =>
      row.subjects.filter(({ partition }) => partition === 'held-out').map(({ subject }) => subject),
    );
    expect(heldOut).toHaveLength(39);
    expect(new Set(heldOut).size).toBe(39);
    expect(heldOut).not.toContain(unknown);
    for (const row of folds) {
      const out = row.subjects.filter(({ partition }) => partition === 'held-out').map(({ subject }) => subject);
      expect(out.filter((subject) => row.trained.includes(subject))).toEqual([]);
    }
  });

  it('names no subject, question or answer in its findings', async () => {
    const { findings } = await runAudit(plan(), fakePorts(models, catalog()));
    const text = writeFindings(findings);
    expect(text).not.toMatch(/person-\d|towna|beasta|What is this/);
  });

  it('clips, rounds and flags a perturbation outside its bound', async () => {
    const wild = plan({ probes: ['direct', { id: 'brighten', params: { epsilon: 0.004, size: 0.5 } }] });
    const { findings } = await runAudit(wild, fakePorts(models, catalog()));
    const flags = attacks(findings).find((row) => row.variant === 'brighter')?.health ?? [];
    expect(flags.filter(({ raised }) => raised).map(({ flag }) => flag)).toContain('epsilon-violated');
    expect(flags.find(({ flag }) => flag === 'epsilon-violated')?.detail).toContain('1.00/255 in the saved image');
  });

  it('flags an attack that changes nothing and one whose gradient is dead', async () => {
    const idle = plan({ probes: ['direct', { id: 'brighten', params: { size: 0 } }] });
    const { findings } = await runAudit(idle, fakePorts(models, catalog()));
    const raised = attacks(findings)
      .find((row) => row.variant === 'brighter')
      ?.health.filter(({ raised: is }) => is);
    expect(raised?.map(({ flag }) => flag)).toEqual(['zero-perturbation', 'loss-not-falling']);
  });

  it('scores detectors and defenses on targets only', async () => {
    const { findings } = await runAudit(plan(), fakePorts(models, catalog()));
    const clean = attacks(findings).find((row) => row.checkpoint.name === 'hides' && row.variant === 'clean');
    expect(clean?.detections[0]?.calibration.length).toBeGreaterThan(0);
    const attacked = attacks(findings).find((row) => row.checkpoint.name === 'hides' && row.variant === 'brighter');
    expect(Math.min(...(attacked?.detections[0]?.test ?? []))).toBeGreaterThan(
      Math.max(...(clean?.detections[0]?.test ?? [])),
    );
    expect(attacked?.artifacts.map(({ kind }) => kind)).toEqual([
      'perturbation',
      'noise-x10',
      'clean',
      'perturbed',
      'denoised',
      'clean',
      'perturbed',
      'denoised',
    ]);
    expect(
      new Set(
        answers(findings)
          .filter(({ defense }) => defense !== null)
          .map((row) => row.checkpoint.name),
      ),
    ).toEqual(new Set(['hides']));
  });

  it('stores the plan before the first result', async () => {
    const ports = fakePorts(
      models,
      catalog(
        brighten(() => {
          throw new Error('boom');
        }),
      ),
    );
    await expect(runAudit(plan(), ports)).rejects.toBeInstanceOf(UnitFailedError);
    const [id = ''] = await ports.store.records.list();
    expect((await ports.store.records.read(id))?.plan.probes.map(({ label }) => label)).toEqual(['direct', 'brighten']);
  });

  it('gives the same bytes twice, and again after being killed at any step and resumed', async () => {
    const whole = writeFindings((await runAudit(plan(), fakePorts(models, catalog()))).findings);
    let steps = 0;
    const count = brighten(() => {
      steps++;
    });
    expect(writeFindings((await runAudit(plan(), fakePorts(models, catalog(count)))).findings)).toBe(whole);
    for (let kill = 0; kill < steps; kill += 5) {
      let left = kill;
      const dying = brighten(() => {
        if (left-- === 0) throw new Error('killed');
      });
      const ports = fakePorts(models, catalog(dying));
      await expect(runAudit(plan(), ports)).rejects.toThrow('killed');
      const resumed = await runAudit(plan(), { ...ports, catalog: fakePorts(models, catalog()).catalog });
      expect(writeFindings(resumed.findings)).toBe(whole);
    }
  });

  it('goes on from the saved optimiser state, not from the start', async () => {
    const seen: number[] = [];
    let deaths = 1;
    const probe = brighten((step) => {
      seen.push(step);
      if (step === 4 && deaths-- > 0) throw new Error('killed');
    });
    const ports = fakePorts(models, catalog(probe));
    await expect(runAudit(plan(), ports)).rejects.toThrow('killed');
    seen.length = 0;
    const [id = ''] = await ports.store.records.list();
    await resumeAudit(id, ports);
    expect(seen[0]).toBe(4);
  });

  it('runs nothing again when everything is stored', async () => {
    const ports = fakePorts(models, catalog());
    await runAudit(plan(), ports);
    const events: ProgressEvent[] = [];
    await runAudit(plan(), { ...ports, progress: (event) => events.push(event) });
    expect(events.filter(({ type }) => type === 'unit-started')).toEqual([]);
    expect(new Set(events.flatMap((event) => (event.type === 'unit-finished' ? event.outcome : [])))).toEqual(
      new Set(['reused']),
    );
  });

  it('stops between steps when cancelled, keeps what is finished, and can be resumed', async () => {
    const stop = new AbortController();
    const ports = fakePorts(
      models,
      catalog(
        brighten((step) => {
          if (step === 3) stop.abort();
        }),
      ),
    );
    await expect(runAudit(plan(), { ...ports, signal: stop.signal })).rejects.toBeInstanceOf(AuditCancelledError);
    const { findings } = await runAudit(plan(), ports);
    expect(findings.length).toBeGreaterThan(10);
  });

  it('takes no part of the findings for the whole when a pool leaves units undone', async () => {
    const lazy = { run: () => Promise.resolve() };
    await expect(runAudit(plan(), fakePorts(models, catalog(), { pool: lazy }))).rejects.toThrow('1 unit(s) undone');
  });

  it('reports progress whose fraction never falls and ends at 1', async () => {
    const events: ProgressEvent[] = [];
    await runAudit(plan(), fakePorts(models, catalog(), { progress: (event) => events.push(event) }));
    const fractions = events.flatMap((event) =>
      'fraction' in event && event.fraction !== undefined ? event.fraction : [],
    );
    expect(fractions.every((value, index) => index === 0 || value >= (fractions[index - 1] ?? 0) - 1e-9)).toBe(true);
    expect(fractions.at(-1)).toBe(1);
    expect(events.at(-1)).toMatchObject({ type: 'audit-finished', outcome: 'complete' });
  });

  it.each(['forget', 'retain'] as const)(
    'refuses a %s split that has nobody: an audit of nobody finds no leak',
    async (side) => {
      const nobody = { ...plan(), dataset: { ...plan().dataset, [side]: 'holdouts' } };
      const run = runAudit(nobody, fakePorts(models, catalog()));
      await expect(run).rejects.toBeInstanceOf(AuditInputError);
      await expect(run).rejects.toThrow(`nobody is in the split "holdouts"`);
    },
  );

  it('refuses a data set with a subject on both sides, without naming anyone', async () => {
    const [first] = people;
    const mixed = fakeDataset([...people, { ...first!, split: 'retain' }]);
    const ports = fakePorts(models, catalog(), { datasets: { open: () => Promise.resolve(mixed) } });
    const run = runAudit(plan(), ports);
    await expect(run).rejects.toBeInstanceOf(AuditInputError);
    await expect(run).rejects.toThrow('1 subject(s) are in both forget and retain');
    await expect(run).rejects.not.toThrow('person-0');
    expect(await ports.store.records.list()).toEqual([]);
  });

  it('refuses unknown plug-ins and wrong parameters before anything runs', async () => {
    const ports = fakePorts(models, catalog());
    await expect(runAudit(plan({ probes: ['direkt'] }), ports)).rejects.toThrow('did you mean "direct"?');
    await expect(
      runAudit(plan({ probes: ['direct', { id: 'brighten', params: { sise: 1 } }] }), ports),
    ).rejects.toThrow('probes[1].params.sise: unknown key "sise"; did you mean "size"?');
  });

  it('refuses to resume when a checkpoint has changed', async () => {
    const ports = fakePorts(models, catalog());
    const { record } = await runAudit(plan(), ports);
    await expect(resumeAudit(record.id, { ...ports, engine: 'other' })).rejects.toThrow('becomes a new audit');
    await expect(resumeAudit('nothing-here', ports)).rejects.toThrow('there is no audit');
  });
});
