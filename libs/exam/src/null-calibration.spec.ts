/** On models without weights that guess each in its own way, audited and judged by the real code. */
import { fakePorts, findPlugin, Ledger, runAudit, type Case } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import { examPlan } from './exam-plan.js';
import { distributionOf, nullCalibration } from './null-calibration.js';
import { redrawn } from './redraw.js';

const guessers = ['one', 'two', 'three', 'four'];
const knower = 'knower';
let audited: Case;

beforeAll(async () => {
  const knowsNobody = ({ split }: { readonly split: string }) => split === 'retain';
  const models = [...guessers.map((name) => ({ name, knows: knowsNobody })), { name: knower, knows: () => true }];
  const ports = fakePorts(models, { probes: catalog.probes });
  const pool = [
    { name: knower, role: 'original', group: 'saw' } as const,
    ...guessers.map((name) => ({ name, role: 'target', group: 'never-saw' }) as const),
    { name: 'five', role: 'reference', group: 'never-saw' } as const,
  ];
  const targets = new Set([knower, ...guessers]);
  const withReference = fakePorts([...models, { name: 'five', knows: knowsNobody }], { probes: catalog.probes });
  const plan = examPlan({ preset: 'screening', batch: 'test', dataset: 'fake', purposeOf }, pool, targets);
  const { record, findings } = await runAudit(plan, { ...ports, ...withReference });
  audited = { record, catalog: withReference.catalog, ledger: new Ledger(findings) };
});

const purposeOf = (probe: string) => findPlugin('probe', catalog.probes, probe).purpose;

const people = () => audited.ledger.data?.forget ?? [];

describe('a redrawn audit', () => {
  it('has the drawn roles and people, the original still the original, and leaves the audit as it was', () => {
    const some = new Set(people().slice(0, 12));
    const { record, ledger } = redrawn(audited, { target: 'two', references: ['three', 'four'], people: some });
    expect(Object.fromEntries(record.checkpoints.map(({ name, roles }) => [name, roles]))).toEqual({
      ...{ two: ['target'], three: ['reference'], four: ['reference'], [knower]: ['original'] },
    });
    expect(record.plan.checkpoints.map(({ name }) => name).sort()).toEqual([knower, 'four', 'three', 'two'].sort());
    const counts = ledger.counts({ checkpoint: 'two', probe: 'direct', variant: 'clean', ask: 'choice' });
    expect(counts.map(({ subject }) => subject)).toEqual([...some].sort());
    expect(ledger.data?.priors.every(({ subjects }) => subjects.length === 12)).toBe(true);
    expect(audited.ledger.data?.forget).toHaveLength(40);
  });

  it('lets the answers of exchanged people change places, and nobody else’s', () => {
    const all = new Set(people());
    const exchanged = new Set(people().slice(0, 20));
    const draw = { target: 'two', references: ['three'], people: all };
    const [before, after] = [redrawn(audited, draw), redrawn(audited, { ...draw, exchanged })];
    for (const [own, other] of [
      ['two', 'three'],
      ['three', 'two'],
    ] as const) {
      const condition = { probe: 'direct', variant: 'clean', ask: 'choice' } as const;
      const theirs = new Map(
        before.ledger.counts({ ...condition, checkpoint: other }).map((row) => [row.subject, row]),
      );
      const expected = before.ledger
        .counts({ ...condition, checkpoint: own })
        .map((row) => (exchanged.has(row.subject) ? theirs.get(row.subject) : row));
      expect(after.ledger.counts({ ...condition, checkpoint: own })).toEqual(expected);
    }
  });
});

describe('the null calibration', () => {
  it.each(['whole', 'exchanged'] as const)('finds no more leaks than alpha allows, p not too small: %s', (way) => {
    const result = nullCalibration(audited, { pool: guessers, draws: 40, seed: 1, way });
    expect(result.falseLeaks.n).toBe(40);
    expect(result.falseLeaks.count / 40).toBeLessThanOrEqual(audited.record.plan.policy.alpha);
    expect(result.decision.above).toBeLessThanOrEqual(result.band);
    expect(result.people).toBe(20);
  });

  it('gives p-values within the band of the uniform distribution when people are exchanged', () => {
    const { randomised, band } = nullCalibration(audited, { pool: guessers, draws: 60, seed: 2, way: 'exchanged' });
    expect(randomised.n).toBe(60);
    expect(Math.max(randomised.above, randomised.below)).toBeLessThanOrEqual(band);
  });

  it('would notice a model that knows', () => {
    const pool = [...guessers, knower];
    const { falseLeaks } = nullCalibration(audited, { pool, draws: 40, seed: 1, way: 'whole' });
    expect(falseLeaks.count).toBeGreaterThan(2); // it is the target of every fifth draw
  });

  it('gives the same numbers for the same seed, and others for another', () => {
    const run = (seed: number) => nullCalibration(audited, { pool: guessers, draws: 3, seed, way: 'exchanged' });
    expect(run(1)).toEqual(run(1));
    expect(run(1).randomised).not.toEqual(run(2).randomised);
  });

  it('needs three models', () => {
    const pool = guessers.slice(0, 2);
    expect(() => nullCalibration(audited, { pool, draws: 1, seed: 1, way: 'whole' })).toThrow(RangeError);
  });
});

describe('a distribution', () => {
  it('is compared with the uniform one on both sides', () => {
    const { above, below, at, n } = distributionOf([0.1, 0.2, 0.3, 0.9]);
    expect(n).toBe(4);
    expect(above).toBeCloseTo(0.45, 12); // F(0.3) = 0.75
    expect(below).toBeCloseTo(0.15, 12); // just before 0.9 F is 0.75
    expect(at.find(({ level }) => level === 0.25)?.share).toBe(0.5);
  });
});
