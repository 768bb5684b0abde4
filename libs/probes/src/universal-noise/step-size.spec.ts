import { describe, expect, it } from 'vitest';
import { stepSizeAt } from './step-size.js';

describe('stepSizeAt', () => {
  it('stays when constant', () => {
    const constant = { schedule: 'constant', initial: 2, final: 0.5 } as const;
    expect([0, 50, 99].map((step) => stepSizeAt(constant, step, 100))).toEqual([2, 2, 2]);
  });

  it('falls from the first to the last value along a cosine', () => {
    const cosine = { schedule: 'cosine', initial: 2, final: 0.5 } as const;
    expect(stepSizeAt(cosine, 0, 100)).toBe(2);
    expect(stepSizeAt(cosine, 50, 100)).toBeCloseTo(1.25, 12);
    expect(stepSizeAt(cosine, 100, 100)).toBeCloseTo(0.5, 12);
  });
});
