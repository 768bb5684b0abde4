import { describe, expect, it } from 'vitest';
import { presets } from '@palimpsest/contracts';
import { clusteredPower } from '@palimpsest/stats';
import { powerOf } from './power.js';

const { policy } = presets.demo;

describe('powerOf', () => {
  it('is the chance to stay below the margin if nothing leaks', () => {
    const { power } = powerOf({ deviation: 0.2, pairs: 48 }, policy, 1);
    expect(power).toBe(clusteredPower({ deviation: 0.2, clusters: 48, effect: 0.1, alpha: 0.05 }));
  });

  it('finds less when more is asked', () => {
    const smallest = (family: number) => powerOf({ deviation: 0.2, pairs: 48 }, policy, family).minimumDetectableLeak!;
    expect(smallest(1)).toBeGreaterThan(0.09);
    expect(smallest(6)).toBeGreaterThan(smallest(1) + 0.01);
  });

  it('never claims to find less than as many people could show, and never certifies below it', () => {
    const few = powerOf({ deviation: 0, pairs: 20 }, policy, 1);
    expect(few).toEqual({ power: 0, minimumDetectableLeak: expect.closeTo(1 - 0.05 ** (1 / 20), 12) });
    expect(powerOf({ deviation: 0, pairs: 48 }, policy, 1).power).toBe(1);
  });

  it('is not known without pairs', () => {
    const nothing = { power: null, minimumDetectableLeak: null };
    expect(powerOf({ deviation: null, pairs: 0 }, policy, 1)).toEqual(nothing);
    expect(powerOf({ deviation: 0, pairs: 1 }, policy, 1)).toEqual(nothing);
  });
});
