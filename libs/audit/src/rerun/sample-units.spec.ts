import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../engine/digest.js';
import { sampleUnits } from './sample-units.js';

const unitsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ key: sha256(`unit ${index}`) }));
const sizes = fc.integer({ min: 1, max: 60 });
const challenges = fc.string({ minLength: 1 });

describe('sampleUnits', () => {
  it('takes the same units for the same challenge, in whatever order they come', () => {
    fc.assert(
      fc.property(sizes, sizes, challenges, (all, count, challenge) => {
        const units = unitsOf(all);
        expect(sampleUnits(units.toReversed(), challenge, count)).toEqual(sampleUnits(units, challenge, count));
      }),
    );
  });

  it('takes no unit twice and as many as there are, at most', () => {
    fc.assert(
      fc.property(sizes, sizes, challenges, (all, count, challenge) => {
        const keys = sampleUnits(unitsOf(all), challenge, count).map(({ key }) => key);
        expect(new Set(keys).size).toBe(Math.min(all, count));
      }),
    );
  });

  it('keeps what a smaller sample of the same challenge has', () => {
    fc.assert(
      fc.property(sizes, challenges, (count, challenge) => {
        const units = unitsOf(61);
        expect(sampleUnits(units, challenge, count + 1).slice(0, count)).toEqual(sampleUnits(units, challenge, count));
      }),
    );
  });

  it('reaches every unit about equally often', () => {
    const [units, draws] = [unitsOf(20), 4000];
    const taken = new Map(units.map(({ key }) => [key, 0]));
    for (let draw = 0; draw < draws; draw++)
      for (const { key } of sampleUnits(units, `challenge ${draw}`, 5)) taken.set(key, (taken.get(key) ?? 0) + 1);
    // 1000 expected each; the standard deviation of one is 27, and 20 of them stay within 5 of those.
    for (const count of taken.values()) expect(Math.abs(count - draws / 4)).toBeLessThan(5 * 27);
  });

  it('refuses an empty challenge, which would be nobody’s', () => {
    expect(() => sampleUnits(unitsOf(3), '', 1)).toThrow('a challenge needs at least one character');
  });
});
