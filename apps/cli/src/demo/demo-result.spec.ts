import { describe, expect, it } from 'vitest';
import { reportExample, type Report } from '@palimpsest/contracts';
import { contradictions, demoResult } from './demo-result.js';

describe('demoResult', () => {
  it('gives exactly the promised numbers, null for what was not measured', () => {
    const { seconds, checkpoints } = demoResult(reportExample, 12.5);
    expect(seconds).toBe(12.5);
    expect(checkpoints).toHaveLength(reportExample.targets.length);
    for (const row of checkpoints) {
      expect(Object.keys(row)).toEqual(['name', 'truth', 'verdict', 'leak', 'clean', 'controls']);
      expect(Object.keys(row.leak)).toEqual(['estimate', 'low', 'high', 'n']);
      expect(Object.keys(row.clean)).toEqual(['forget', 'retain']);
      expect(Object.keys(row.controls)).toEqual(['reference', 'permuted', 'noise', 'prior']);
      const values = [...Object.values(row.leak), ...Object.values(row.clean), ...Object.values(row.controls)];
      expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true);
    }
  });
});

describe('contradictions', () => {
  it('counts what is the opposite of the truth, and nothing inconclusive', () => {
    const [target] = reportExample.targets;
    if (!target) throw new Error('the example has no target');
    const targets = [true, false, null].map((agreesWithTruth, index) => ({
      ...target,
      checkpoint: `c${index}`,
      agreesWithTruth,
    }));
    expect(contradictions({ ...reportExample, targets } satisfies Report)).toEqual(['c1']);
  });
});
