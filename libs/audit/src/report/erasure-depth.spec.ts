/** From findings of a linear probe to erasure depth: whole audits of fake models with two layers. */
import { resolvePlan, type ReferenceMetrics } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runAudit } from '../engine/run-audit.js';
import { defineProbe } from '../plugins/probe.js';
import { fakeDataset, people } from '../testing/fake-dataset.js';
import { fakeModel, type FakeBehaviour } from '../testing/fake-model.js';
import { direct } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { Ledger } from '../verdict/ledger.js';
import type { CheckpointReadings } from './checkpoint-readings.js';
import { erasureByLayer, erasureDepthMetric } from './erasure-depth.js';
import { referenceMetricRows } from './reference-metrics.js';

const isRetained = ({ split }: { readonly split: string }) => split === 'retain';
const knowing = (name: string): FakeBehaviour => ({ name, knows: () => true });
const neverSaw = (name: string): FakeBehaviour => ({ name, knows: isRetained });

/** Behind the second layer of `half` nothing is left; everybody else has the same behind both. */
const linearProbe = defineProbe({
  ...{ id: 'linear-probe', version: 1, title: 'Readouts', goal: 'test', reference: 'none', access: 'weights', tier: 2 },
  ...{ purpose: 'exploratory', examinedOn: [], attackClasses: ['attribute-inference'], asks: ['choice'] },
  ...{ runsOn: ['target', 'original', 'reference'], crossFitted: false, seeded: false, permutedControl: false },
  ...{ params: z.strictObject({}), epsilon: () => null },
  estimate: () => ({ candidates: 3, gradientSteps: 0 }),
  async *run({ model }) {
    const { name } = model.identity;
    yield await Promise.resolve({ variant: 'layer1' });
    yield { variant: 'layer2', model: name === 'half' ? fakeModel(neverSaw(name)) : fakeModel(behaviours.get(name)!) };
    yield { variant: 'layer2-permuted', model: fakeModel(knowing(name)) };
  },
});

const behaviours = new Map(
  [knowing('knows'), knowing('half'), ...['gone', 'one', 'two', 'three'].map(neverSaw)].map((one) => [one.name, one]),
);

async function rowsOf(of: {
  readonly targets: readonly string[];
  readonly original: string;
  readonly references: readonly string[];
}): Promise<readonly ReferenceMetrics[]> {
  const { targets, original, references } = of;
  const plan = resolvePlan({
    ...{ name: 'test', preset: 'screening', dataset: 'people', probes: ['direct', 'linear-probe'] },
    checkpoints: [
      ...targets.map((name) => ({ name, role: 'target' as const })),
      { name: original, role: 'original' as const },
      ...references.map((name) => ({ name, role: 'reference' as const })),
    ],
  });
  const catalog = { probes: [direct, linearProbe], detectors: [], defenses: [], metrics: [] };
  const datasets = { open: () => Promise.resolve(fakeDataset(people)) };
  const models = [...behaviours.values()].filter(({ name }) => [...targets, original, ...references].includes(name));
  const { record, findings } = await runAudit(plan, fakePorts(models, catalog, { datasets }));
  return referenceMetricRows({ record, catalog, ledger: new Ledger(findings) });
}

const estimateOf = (metric: ReferenceMetrics['klom']['value'] | undefined): number => {
  if (metric?.state !== 'measured') throw new Error(metric?.reason ?? 'absent');
  return metric.estimate;
};

describe('erasure depth', () => {
  const references = ['one', 'two', 'three'];

  it('says how much of what the original has is gone behind how many layers, beside what never having seen gives', async () => {
    const [half, gone] = await rowsOf({ targets: ['half', 'gone'], original: 'knows', references });
    expect(half?.depth?.layers.map(({ layer }) => layer)).toEqual([1, 2]);
    const [first, second] = half?.depth?.layers ?? [];
    expect(first).toMatchObject({ original: 1, target: 1, erased: 0 });
    expect(first?.references).toBeLessThan(0.2);
    expect(second?.erased).toBeGreaterThan(0.9);
    expect(estimateOf(half?.depth?.value)).toBeCloseTo((second?.erased ?? 0) / 2, 1);
    expect(estimateOf(gone?.depth?.value)).toBeGreaterThan(0.9);
    const others = gone?.depth?.ofReferences.map(({ reference, value }) => [reference, estimateOf(value) > 0.9]);
    expect(others).toEqual(references.map((name) => [name, true]));
  });

  it('is not measured, in words, where something to hold it against is missing', () => {
    const read = (name: string, ...shares: readonly number[]): CheckpointReadings => ({
      ...{ name, forget: [], retain: [], overlap: new Map(), shares: new Map() },
      readouts: new Map(shares.map((share, at) => [at + 1, new Map(people.map(({ id }) => [id, share]))])),
    });
    const [target, original, never] = [read('target', 0.5, 0.5), read('original', 1, 1), read('never', 0, 0)];
    const said = (...of: readonly [CheckpointReadings | undefined, readonly CheckpointReadings[]]) => {
      const metric = erasureDepthMetric(target, ...of, 0.95);
      return metric.state === 'not-measured' ? metric.reason : metric.estimate;
    };
    expect(said(original, [never])).toBe(0.5);
    expect(said(undefined, [never])).toBe('the original was not read by the linear probe');
    expect(said(read('original'), [never])).toBe('the original was not read by the linear probe');
    expect(said(original, [])).toMatch('the other references are missing');
    expect(said(read('original', 1), [never])).toMatch('no person was read behind the same layers');
    expect(said(never, [never])).toMatch('behind no layer');
    expect(erasureByLayer(target, never, [never]).map(({ erased }) => erased)).toEqual([null, null]);
  });
});
