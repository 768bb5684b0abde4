import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AttackFinding } from '@palimpsest/contracts';
import { defineDetector } from '../plugins/detector.js';
import { personName, scenario, scenarioCatalog } from '../testing/scenario.js';
import { detectorPanels } from './detectors.js';

const detector = defineDetector({
  ...{ id: 'blink', version: 1, title: 'Blink', goal: 'test', reference: 'none' },
  params: z.strictObject({}),
  prepare: () => Promise.reject(new Error('not needed')),
});
const catalog = { ...scenarioCatalog, detectors: [detector] };
const scores = (test: readonly number[], calibration: readonly number[] = []): Partial<AttackFinding> => ({
  detections: [
    {
      detector: 'blink',
      calibration: [...calibration],
      test: [...test],
      subjects: test.map((_, at) => personName(at % 30)),
    },
  ],
});
const ramp = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index / count);
const panels = (calibration: readonly number[], more: { readonly label?: string } = {}) =>
  detectorPanels(
    scenario({
      ...{ catalog, checkpoints: [{ name: 'victim', role: 'target' }] },
      plan: { probes: ['direct', { id: 'attack', label: more.label ?? 'attack' }], detectors: ['blink'] },
      answered: [
        { checkpoint: 'victim', attack: scores(ramp(0, 60), calibration) },
        {
          checkpoint: 'victim',
          probe: more.label ?? 'attack',
          variant: 'attack',
          attack: {
            ...scores(ramp(0.5, 60)),
            probe: { id: 'attack', label: more.label ?? 'attack', version: 1, params: {} },
          },
        },
        { checkpoint: 'victim', probe: more.label ?? 'attack', answers: 'permuted', attack: scores(ramp(5, 60)) },
      ],
    }),
  );

describe('detectorPanels', () => {
  it('freezes the threshold on calibration images and measures both rates elsewhere', () => {
    const [panel] = panels(ramp(0, 40));
    expect(panel).toMatchObject({ condition: 'attack', positives: 60, negatives: 60, calibration: 40 });
    expect(panel?.threshold).toBeCloseTo(38 / 40, 12); // the 39th of 40: ⌈41 · 0.95⌉
    expect(panel?.falsePositiveRate).toMatchObject({ state: 'measured', estimate: 2 / 60, n: 30, answers: 60 });
    expect(panel?.truePositiveRate).toMatchObject({ method: 'clopper-pearson, images as independent' });
    if (panel?.auroc.state !== 'measured') throw new Error('not measured');
    expect(panel.auroc.estimate).toBeCloseTo(0.875, 1);
    expect(panel.auroc.n).toBe(30);
  });

  it('has no threshold and no rates from too few calibration images, but still a curve', () => {
    const [panel] = panels(ramp(0, 18));
    expect(panel?.threshold).toBeNull();
    expect(panel?.truePositiveRate).toMatchObject({
      state: 'not-measured',
      reason: expect.stringContaining('19 are needed') as string,
    });
    expect(panel?.roc.length).toBeGreaterThan(3);
  });

  it('names a condition after the label where the plan has several instances of a probe', () => {
    expect(panels(ramp(0, 40), { label: 'attack-no-alignment' }).map(({ condition }) => condition)).toEqual([
      'attack-no-alignment',
    ]);
  });

  it('leaves out attacks on permuted answers', () => {
    expect(panels(ramp(0, 40)).map(({ positives }) => positives)).toEqual([60]);
  });
});
