import { expect, describe, it } from 'vitest';
import { z } from 'zod';
import { defineDefense } from '../plugins/defense.js';
import { defineProbe } from '../plugins/probe.js';
import { scenario, scenarioCatalog, type Answered } from '../testing/scenario.js';
import { defenseRows } from './defenses.js';

const blur = defineDefense({
  ...{ id: 'blur', version: 1, title: 'Blur', goal: 'smooth', reference: 'none' },
  params: z.strictObject({ sigma: z.number().default(1) }),
  prepare: () => Promise.reject(new Error('not needed')),
});
/** Optimises through a denoiser, as SUA does. */
const through = defineProbe({
  ...scenarioCatalog.probes[3]!,
  id: 'through',
  params: z.strictObject({
    denoiser: z.string().default('blur'),
    denoisedWeight: z.number().default(1),
    alignmentWeight: z.number().default(1),
  }),
});
const catalog = { ...scenarioCatalog, probes: [...scenarioCatalog.probes, through], defenses: [blur] };
const rows = (
  params: Record<string, string | number>,
  defenses: readonly unknown[] = ['blur'],
  more: readonly Answered[] = [],
) => {
  const behind = { checkpoint: 'victim', probe: 'through' };
  return defenseRows(
    scenario({
      ...{ catalog, checkpoints: [{ name: 'victim', role: 'target' }] },
      plan: { probes: ['direct', { id: 'through', params }], defenses: defenses as ['blur'] },
      answered: [
        { ...behind, correct: 0.4 },
        { ...behind, correct: 0.4, defense: 'none' },
        { ...behind, correct: 0.1, defense: 'blur' },
        ...more,
      ],
    }),
  );
};
const isAdaptive = (...given: Parameters<typeof rows>) => rows(...given)[0]?.adaptivelyTested;

describe('defenseRows', () => {
  it('counts a defense as adaptively tested only by an attack that was optimised through it', () => {
    expect(isAdaptive({})).toBe(true);
    expect(isAdaptive({ denoiser: 'none' })).toBe(false);
    expect(isAdaptive({ denoisedWeight: 0 })).toBe(true);
    expect(isAdaptive({ denoisedWeight: 0, alignmentWeight: 0 })).toBe(false);
  });

  it('does not take one blur for another', () => {
    expect(isAdaptive({}, [{ id: 'blur', label: 'blur', params: { sigma: 3 } }])).toBe(true);
    expect(isAdaptive({}, [{ id: 'blur', label: 'blur-3', params: { sigma: 3 } }])).toBe(false);
    expect(isAdaptive({}, [{ id: 'blur', label: 'blur-1' }])).toBe(true);
  });

  it('says not measured where no answers were collected behind a defense', () => {
    const [first, second] = rows({}, ['blur', { id: 'blur', label: 'blur-2', params: { sigma: 2 } }]);
    expect([first?.withoutDefense, first?.withDefense].map((metric) => metric?.state)).toEqual([
      'measured',
      'measured',
    ]);
    expect(second?.withDefense).toEqual({
      state: 'not-measured',
      reason: 'no answers were collected behind this defense',
    });
    expect(first?.cleanRetainWith).toMatchObject({ state: 'not-measured' });
  });

  it('takes clean accuracy from the retain people behind the same defense', () => {
    const kept = { checkpoint: 'victim', partition: 'utility' as const, correct: 0.9 };
    const [row] = rows(
      {},
      ['blur'],
      [
        { ...kept, defense: 'none' },
        { ...kept, defense: 'blur', correct: 0.5 },
      ],
    );
    const estimates = [row?.cleanRetainWithout, row?.cleanRetainWith].map(
      (metric) => metric?.state === 'measured' && Math.round(10 * metric.estimate) / 10,
    );
    expect(estimates).toEqual([0.9, 0.5]);
  });
});
