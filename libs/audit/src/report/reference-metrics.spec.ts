/** From findings to the section `references`: whole audits of fake models, and one question worked out by hand. */
import { canonicalJson, resolvePlan, type Finding, type ReferenceMetrics } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineProbe } from '../plugins/probe.js';
import { runAudit } from '../engine/run-audit.js';
import { fakeDataset, people, strangers } from '../testing/fake-dataset.js';
import type { FakeBehaviour } from '../testing/fake-model.js';
import { direct } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { Ledger } from '../verdict/ledger.js';
import { referenceMetricRows } from './reference-metrics.js';

const isRetained = ({ split }: { readonly split: string }) => split === 'retain';
const knowing: FakeBehaviour = { name: 'knows', knows: () => true };
const references = ['one', 'two', 'three'].map((name): FakeBehaviour => ({ name, knows: isRetained }));
const forgetting: FakeBehaviour = { name: 'forgot', knows: isRetained };
const broken: FakeBehaviour = { name: 'broken', knows: isRetained, broken: true };

/** Forget people score above all strangers under the model that knows them, at random otherwise. */
const membership = defineProbe({
  ...{ id: 'membership', version: 1, title: 'Membership', goal: 'test', reference: 'none', access: 'scores', tier: 1 },
  ...{
    purpose: 'exploratory',
    examinedOn: [],
    attackClasses: ['membership-inference'],
    asks: ['membership'],
    runsOn: ['target', 'reference'],
  },
  ...{ crossFitted: false, seeded: false, permutedControl: false },
  ...{ params: z.strictObject({}), epsilon: () => null },
  estimate: () => ({ candidates: 1, gradientSteps: 0 }),
  async *run({ model }) {
    const { name } = model.identity;
    yield await Promise.resolve({
      variant: 'min-k',
      membership: (samples: readonly { readonly subject: string }[]) =>
        Promise.resolve(samples.map(({ subject }) => scoreOf(name, subject))),
    });
  },
});

function scoreOf(model: string, subject: string): number {
  const number = Number(subject.split('-')[1]);
  if (model === 'knows') return number < 60 ? 1 : 0;
  return (number * 7 + model.length) % 5;
}

async function auditOf(targets: readonly FakeBehaviour[], against: readonly FakeBehaviour[]) {
  const plan = resolvePlan({
    ...{ name: 'test', preset: 'screening', dataset: 'people', probes: ['direct', 'membership'] },
    checkpoints: [
      ...targets.map(({ name }) => ({ name, role: 'target' as const })),
      ...against.map(({ name }) => ({ name, role: 'reference' as const })),
    ],
  });
  const catalog = { probes: [direct, membership], detectors: [], defenses: [], metrics: [] };
  const datasets = { open: () => Promise.resolve(fakeDataset([...people, ...strangers])) };
  const { record, findings } = await runAudit(plan, fakePorts([...targets, ...against], catalog, { datasets }));
  const rowsOf = (list: readonly Finding[]) => referenceMetricRows({ record, catalog, ledger: new Ledger(list) });
  return { findings, rows: rowsOf(findings), rowsOf };
}

const rowOf = (rows: readonly ReferenceMetrics[], name: string): ReferenceMetrics => {
  const row = rows.find(({ checkpoint }) => checkpoint === name);
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};
const estimateOf = (metric: ReferenceMetrics['klom']['value']): number => {
  if (metric.state === 'not-measured') throw new Error(metric.reason);
  return metric.estimate;
};

describe('published metrics against references', () => {
  it('tell a model that knows from one that never knew, and put the references beside', async () => {
    const { rows } = await auditOf([knowing, forgetting], references);
    const [knows, forgot] = [rowOf(rows, 'knows'), rowOf(rows, 'forgot')];
    const truthRatios = forgot.truthRatio.ofReferences.map(({ value }) => estimateOf(value));
    expect(truthRatios).toHaveLength(3);
    expect(estimateOf(knows.truthRatio.value)).toBeLessThan(0.5 * Math.min(...truthRatios));
    expect(estimateOf(knows.klom.value)).toBeGreaterThan(2 * estimateOf(forgot.klom.value));
    expect(forgot.klom.ofReferences.every(({ value }) => value.state === 'measured')).toBe(true);
    const [first] = knows.against;
    expect(first).toMatchObject({ reference: 'one', role: 'reference' });
    expect(first?.forgetQuality.people).toMatchObject({ state: 'measured', n: 40, references: 40 });
    expect(first?.forgetQuality.questions.state === 'measured' && first.forgetQuality.questions.p).toBeLessThan(1e-6);
    expect(first?.forgetQuality.ofReferences.map(({ reference }) => reference)).toEqual(['two', 'three']);
    expect(estimateOf(first!.privacyLeak.value)).toBe(-100);
    expect(Math.abs(estimateOf(forgot.against[0]!.privacyLeak.value))).toBeLessThan(60);
  });

  it('work out as by hand: e^-0.1 for the true value, e^-4 for the others', async () => {
    const { rows } = await auditOf([knowing], references.slice(0, 1));
    const row = rowOf(rows, 'knows');
    expect(estimateOf(row.truthRatio.value)).toBeCloseTo(Math.exp(-3.9), 6);
    const harmonic = 3 / (1 / Math.exp(-0.1) + 1 / (1 - Math.exp(-3.9)) + 1);
    expect(estimateOf(row.modelUtility.value)).toBeCloseTo(harmonic, 6);
    expect(row.klom.value).toMatchObject({ state: 'not-measured' });
    expect(row.depth).toBeUndefined(); // no linear probe was run
  });

  it('see a broken model in its utility', async () => {
    const { rows } = await auditOf([broken], references.slice(0, 1));
    const { value, ofReferences } = rowOf(rows, 'broken').modelUtility;
    expect([estimateOf(value), ofReferences.map((one) => estimateOf(one.value) > 0.9)]).toEqual([0, [true]]);
  });

  it('are not measured for findings without likelihoods, which earlier audits stored, and absent without references', async () => {
    const { findings, rowsOf } = await auditOf([knowing], references);
    const older = findings.map((row) =>
      row.kind === 'answers' ? { ...row, likelihoods: undefined, overlap: undefined } : row,
    );
    const row = rowOf(rowsOf(older), 'knows');
    const states = [row.truthRatio.value, row.modelUtility.value, row.klom.value, row.against[0]!.forgetQuality.people];
    expect(states.map(({ state }) => state)).toEqual(Array(4).fill('not-measured'));
    expect((await auditOf([knowing], [])).rows).toEqual([]);
  });
});

describe('readings in findings', () => {
  it('are numbers under pseudonyms, aligned to the same questions for every checkpoint', async () => {
    const { findings } = await auditOf([knowing], references.slice(0, 1));
    const rows = findings.flatMap((row) => (row.kind === 'answers' && row.likelihoods ? [row] : []));
    expect(rows.map(({ checkpoint, ask }) => [checkpoint.name, ask])).toEqual([
      ['knows', 'choice'],
      ['one', 'choice'],
    ]);
    const shapes = rows.map(({ likelihoods = [] }) =>
      likelihoods.map(({ subject, partition, truth, others, values }) => {
        expect([others.length, values.length]).toEqual([truth.length, truth.length]);
        return [subject, partition, truth.length];
      }),
    );
    expect(shapes[0]).toEqual(shapes[1]);
    const words = people.flatMap(({ values }) => Object.values(values));
    const text = rows.map(({ likelihoods }) => canonicalJson(likelihoods ?? [])).join();
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  });

  it('are the same bytes in a second run', async () => {
    const [one, two] = [await auditOf([knowing], references), await auditOf([knowing], references)];
    expect(canonicalJson(one.findings)).toBe(canonicalJson(two.findings));
  });
});
