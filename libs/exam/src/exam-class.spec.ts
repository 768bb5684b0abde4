import { describe, expect, it } from 'vitest';
import { examClassOf, measuredClassOf, savingsScale, type Examined } from './exam-class.js';

const checkpoint = (group: Examined['group'], late: number, { early = 0, retain = 0.95 } = {}): Examined => ({
  ...{ name: `${group} ${late}`, group, retain, savings: { early, late } },
});
const pool = [
  checkpoint('saw', 2, { early: 6 }),
  checkpoint('saw', 1.8, { early: 5 }),
  checkpoint('never-saw', 0.04),
  checkpoint('never-saw', -0.06),
  checkpoint('retrained', 0.01),
  checkpoint('unlearned', 1.5),
];
const scale = savingsScale(pool);

describe('savings scale', () => {
  it('is what the originals save, and how far never-saw models are from zero', () => {
    expect(scale).toEqual({ early: 6, late: 2, noise: 0.06 });
  });

  it('needs both ends', () => {
    expect(() => savingsScale(pool.filter(({ group }) => group !== 'saw'))).toThrow(RangeError);
    expect(() => savingsScale(pool.slice(0, 2))).toThrow(RangeError);
  });
});

describe('the class of a checkpoint', () => {
  it('is its construction where that is known, whatever was measured', () => {
    for (const group of ['saw', 'hides', 'never-saw', 'retrained'] as const) {
      expect(examClassOf(checkpoint(group, 0, { retain: 0.1 }), scale)).toBe(group);
      expect(examClassOf(checkpoint(group, 2), scale)).toBe(group);
    }
  });

  it.each([
    [0.5, 0, 'residual'],
    [0.21, 0, 'residual'],
    [0.15, 0, 'unknown'],
    [0.05, 0, 'forgets'],
    [-0.05, 0, 'forgets'],
    [0.05, -3, 'over-forgets'],
    [0.5, -3, 'residual'],
    [0.05, -0.4, 'unknown'],
  ] as const)('is measured otherwise: %f nats late, %f early → %s', (late, early, expected) => {
    expect(examClassOf(checkpoint('unlearned', late, { early }), scale)).toBe(expected);
  });

  it('is broken when half of the answers about others are wrong, whatever is left', () => {
    expect(examClassOf(checkpoint('unlearned', 2, { retain: 0.49 }), scale)).toBe('broken');
    expect(examClassOf(checkpoint('broken', 0.5, { retain: 0.8 }), scale)).toBe('residual');
  });

  it('asks for more than noise where models that never saw differ much', () => {
    const noisy = { ...scale, noise: 0.3 };
    expect(measuredClassOf(checkpoint('unlearned', 0.5), noisy)).toBe('unknown');
    expect(measuredClassOf(checkpoint('unlearned', 0.7), noisy)).toBe('residual');
    expect(measuredClassOf(checkpoint('unlearned', 0.25), noisy)).toBe('forgets');
  });
});
