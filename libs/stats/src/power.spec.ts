import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/power.json' with { type: 'json' };
import { binomialPower, clusteredPower, clustersNeeded, equivalencePower, minimumDetectableEffect } from './power.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose } from './testing/expect-close.js';

const designs = fc.record({
  deviation: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
  clusters: fc.integer({ min: 2, max: 300 }),
  alpha: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
});
const effects = fc.double({ min: 0.005, max: 0.5, noNaN: true });

describe('golden power, 1e-9 relative', () => {
  it('clusteredPower agrees with the non-central t of scipy', () => {
    for (const { power, ...design } of golden.clustered) {
      expectClose(clusteredPower(design), power, JSON.stringify(design));
    }
  });

  it('minimumDetectableEffect, also for the fewest people and the strictest levels', () => {
    for (const { effect, ...design } of golden.detectable) {
      expectClose(minimumDetectableEffect(design), effect, JSON.stringify(design));
    }
  });

  it('clustersNeeded is the first number that is enough', () => {
    for (const { clusters, ...design } of golden.needed) expect(clustersNeeded(design)).toBe(clusters);
  });

  it('binomialPower agrees with scipy', () => {
    for (const { critical, power, ...design } of golden.binomial) {
      const found = binomialPower(design);
      expect(found.critical).toBe(critical);
      expectClose(found.power, power, JSON.stringify(design));
    }
  });

  it('equivalencePower never promises more than the exact power, and not much less where it matters', () => {
    for (const { power, ...design } of golden.equivalence) {
      const bound = equivalencePower(design);
      expect(bound).toBeLessThanOrEqual(power + 1e-9);
      if (power > 0.7) expectClose(bound, power, JSON.stringify(design), { absolute: 0.002 });
    }
  });
});

describe('power of a mean difference', () => {
  it('rises with the effect, the number of people and the level, and is the level at no effect', () => {
    fc.assert(
      fc.property(designs, effects, (design, effect) => {
        const power = clusteredPower({ ...design, effect });
        expect(power >= design.alpha - 1e-9 && power <= 1).toBe(true);
        const slack = power - 1e-9;
        expect(clusteredPower({ ...design, effect: 1.2 * effect })).toBeGreaterThanOrEqual(slack);
        expect(clusteredPower({ ...design, effect, clusters: design.clusters + 5 })).toBeGreaterThanOrEqual(slack);
        expect(clusteredPower({ ...design, effect, alpha: 1.5 * design.alpha })).toBeGreaterThanOrEqual(slack);
        expectClose(clusteredPower({ ...design, effect: 0 }), design.alpha, 'no effect');
      }),
    );
  });

  it('is what it says at the smallest detectable effect', () => {
    fc.assert(
      fc.property(designs, fc.double({ min: 0.3, max: 0.99, noNaN: true }), (design, power) => {
        const effect = minimumDetectableEffect({ ...design, power });
        if (effect !== Infinity) expectClose(clusteredPower({ ...design, effect }), power, 'power');
      }),
      { numRuns: 40 },
    );
  });

  it('needs about as many people as SCIENCE §7.5 says for equivalence', () => {
    // the table is normal theory, 2·0.9 − 1 = 0.8; Student's t asks for one or two people more
    const table = [
      ...[{ effect: 0.1, deviation: 0.2, people: 35 }, { effect: 0.1, deviation: 0.3, people: 78 }],
      ...[{ effect: 0.1, deviation: 0.5, people: 215 }, { effect: 0.05, deviation: 0.5, people: 857 }],
      ...[{ effect: 0.02, deviation: 0.2, people: 857 }, { effect: 0.02, deviation: 0.3, people: 1927 }],
    ]; // prettier-ignore
    for (const { people, ...design } of table) {
      const more = clustersNeeded({ ...design, power: 0.9 }) - people;
      expect(more >= 0 && more <= 2).toBe(true);
    }
  });

  it('is not certain where two people must carry a strict level', () => {
    expect(clusteredPower({ effect: 0.4, deviation: 0.01, clusters: 2, alpha: 0.001 })).toBeLessThan(0.2);
    expect(clusteredPower({ effect: 0.4, deviation: 0.01, clusters: 48 })).toBe(1);
    expect(clusteredPower({ effect: -0.4, deviation: 0.01, clusters: 48 })).toBe(0);
  });

  it('says Infinity for what cannot be reached and 0 for what chance gives', () => {
    expect(minimumDetectableEffect({ deviation: 0.2, clusters: 2, alpha: 1e-7 })).toBe(Infinity);
    expect(minimumDetectableEffect({ deviation: 0.2, clusters: 48, power: 0.04 })).toBe(0);
    expect(clustersNeeded({ effect: 0, deviation: 0.2 })).toBe(Infinity);
    expect(clustersNeeded({ effect: 1e-6, deviation: 0.2 })).toBe(Infinity);
    expect(clustersNeeded({ effect: 10, deviation: 0.01 })).toBe(2);
  });

  it('refuses designs that are none', () => {
    const design = { deviation: 0.2, clusters: 48, effect: 0.1 };
    for (const change of [
      ...[{ deviation: 0 }, { deviation: Number.NaN }, { clusters: 1 }, { clusters: Number.NaN }],
      ...[{ alpha: 0 }, { alpha: 0.5 }, { alpha: 5 }, { effect: Number.NaN }],
    ]) {
      expect(() => clusteredPower({ ...design, ...change })).toThrow(StatisticsError);
    }
    expect(() => minimumDetectableEffect({ ...design, power: 80 })).toThrow(StatisticsError);
    expect(() => clustersNeeded({ ...design, power: 1 })).toThrow(StatisticsError);
    for (const n of [0, -1, 2.5, Number.NaN]) {
      expect(() => binomialPower({ n, nullRate: 0.1, rate: 0.2 })).toThrow(StatisticsError);
    }
    expect(() => binomialPower({ n: 5, nullRate: 1.1, rate: 0.2 })).toThrow(StatisticsError);
  });
});
