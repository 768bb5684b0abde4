import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/tests.json' with { type: 'json' };
import { mcnemarExact } from './mcnemar.js';
import { pairedPermutation } from './permutation.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose } from './testing/expect-close.js';
import { the } from './testing/people.js';

const lattice = fc.array(fc.integer({ min: -8, max: 12 }), { minLength: 1, maxLength: 30 });
const inSixteenths = lattice.map((counts) => counts.map((count) => count / 16));
const irregular = Array.from({ length: 24 }, (_, index) => Math.sin(index + 1) + 0.3);

describe('pairedPermutation', () => {
  it('counts all sign patterns as scipy does, 1e-12 relative', () => {
    for (const { differences, ...expected } of golden.permutation) {
      for (const [alternative, p] of [
        ['greater', expected.greater],
        ['less', expected.less],
        ['two-sided', expected.twoSided],
      ] as const) {
        const test = the(pairedPermutation(differences, { alternative }));
        expectClose(test.p, p, `${differences.length} pairs, ${alternative}`, { relative: 1e-12 });
        expect(test.method).toBe('sign-flip-exact');
      }
    }
  });

  it('gives the same p whatever the scale of the differences', () => {
    const p = the(pairedPermutation(irregular.slice(0, 10))).p;
    for (const scale of [1e-11, 1e-9, 1e-4, 1e6]) {
      const scaled = irregular.slice(0, 10).map((value) => value * scale);
      expectClose(the(pairedPermutation(scaled)).p, p, `scale ${scale}`);
    }
  });

  it('cannot be more certain than the number of people allows', () => {
    fc.assert(
      fc.property(inSixteenths, (differences) => {
        const { p } = the(pairedPermutation(differences));
        expect(p).toBeGreaterThanOrEqual(2 ** -differences.length);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
    expect(the(pairedPermutation(Array<number>(48).fill(0.25))).p).toBe(2 ** -48);
    expect(the(pairedPermutation([0, 0, 0])).p).toBe(1);
  });

  it('does not depend on the order of people, and turns around with the sign', () => {
    fc.assert(
      fc.property(inSixteenths, fc.integer(), (differences, seed) => {
        const shuffled = new Rng(seed).shuffle(differences);
        const flipped = differences.map((value) => -value);
        const p = (values: readonly number[], alternative: 'greater' | 'less' | 'two-sided') =>
          the(pairedPermutation(values, { alternative })).p;
        expectClose(p(shuffled, 'greater'), p(differences, 'greater'), 'shuffled', { relative: 1e-12 });
        expectClose(p(flipped, 'less'), p(differences, 'greater'), 'flipped', { relative: 1e-12 });
        expectClose(p(flipped, 'two-sided'), p(differences, 'two-sided'), 'two-sided', { relative: 1e-12 });
        expectClose(
          p(differences, 'two-sided'),
          Math.min(1, 2 * Math.min(p(differences, 'greater'), p(differences, 'less'))),
          'two-sided from one-sided',
          { relative: 1e-12 },
        );
      }),
    );
  });

  it('asks about the margin: a larger one is harder to exceed', () => {
    fc.assert(
      fc.property(inSixteenths, fc.integer({ min: 0, max: 20 }), (differences, hundredths) => {
        const p = (margin: number) => the(pairedPermutation(differences, { margin })).p;
        expect(p((hundredths + 5) / 100)).toBeGreaterThanOrEqual(p(hundredths / 100) - 1e-12);
        const shifted = differences.map((value) => value - hundredths / 100);
        expectClose(the(pairedPermutation(shifted)).p, p(hundredths / 100), 'shifted', { relative: 1e-9 });
      }),
    );
  });

  it('draws patterns only where it must, the same ones for the same seed, and never says 0', () => {
    const draw = (seed: number) => the(pairedPermutation(irregular, { rng: new Rng(seed), resamples: 20_000 }));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1).p).not.toBe(draw(2).p);
    expect(draw(1).method).toBe('sign-flip-monte-carlo');
    const certain = irregular.map((value) => value + 3);
    expect(the(pairedPermutation(certain, { rng: new Rng(1), resamples: 999 })).p).toBe(1 / 1000);
  });

  it('draws what it could have counted: within four standard errors', () => {
    const exact = the(pairedPermutation(irregular.slice(0, 20))).p;
    const padded = [...irregular.slice(0, 20), ...Array.from({ length: 5 }, (_, index) => Math.SQRT2 * 1e-9 * index)];
    const drawn = the(pairedPermutation(padded, { rng: new Rng(5), resamples: 20_000 }));
    expect(drawn.method).toBe('sign-flip-monte-carlo');
    expect(Math.abs(drawn.p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000));
  });

  it('rounds instead of drawing when told: near what draws say, at any scale, and as certain as the people allow', () => {
    const round = (values: readonly number[], alternative: 'greater' | 'two-sided' = 'greater') =>
      the(pairedPermutation(values, { alternative, irregular: 'round' }));
    expect(round(irregular).method).toBe('sign-flip-rounded');
    const drawn = the(pairedPermutation(irregular, { rng: new Rng(3), resamples: 50_000 })).p;
    expect(Math.abs(round(irregular).p - drawn)).toBeLessThan(0.01);
    const certain = irregular.map((value) => value + 3);
    expect(round(certain).p).toBe(2 ** -24);
    expect(round(certain, 'two-sided').p).toBe(2 ** -23);
    const small = irregular.map((value) => value * 1e-6);
    expectClose(round(small).p, round(irregular).p, 'scaled', { relative: 1e-9 });
  });

  it('rounds nothing that it can count', () => {
    fc.assert(
      fc.property(inSixteenths, (differences) => {
        expect(pairedPermutation(differences, { irregular: 'round' })).toEqual(pairedPermutation(differences));
      }),
    );
  });

  it('reports the mean difference and the number of pairs', () => {
    expect(the(pairedPermutation([0.5, 0, 0.25]))).toMatchObject({ statistic: 0.25, n: 3 });
  });

  it('has not measured nothing, or differences that are not finite', () => {
    expect(pairedPermutation([])).toEqual({ status: 'not-measured', reason: 'no pairs' });
    expect(pairedPermutation([1, Number.NaN]).status).toBe('not-measured');
    expect(pairedPermutation([1, Infinity]).status).toBe('not-measured');
  });

  it('refuses to draw without a seed, too few patterns, or a margin that is none', () => {
    expect(() => pairedPermutation(irregular)).toThrow('24 irregular differences need a seeded rng');
    expect(() => pairedPermutation(irregular, { rng: new Rng(1), resamples: 0 })).toThrow(StatisticsError);
    expect(() => pairedPermutation([1, 2], { margin: Number.NaN })).toThrow(StatisticsError);
  });
});

describe('mcnemarExact', () => {
  it('agrees with statsmodels and scipy, 1e-9 relative', () => {
    for (const { gained, lost, twoSided, greater } of golden.mcnemar) {
      const label = `${gained} gained, ${lost} lost`;
      expectClose(the(mcnemarExact(gained, lost)).p, twoSided, label);
      expectClose(the(mcnemarExact(gained, lost, { alternative: 'greater' })).p, greater, `${label}, greater`);
      expectClose(the(mcnemarExact(lost, gained, { alternative: 'less' })).p, greater, `${label}, less`);
    }
  });

  it('is the sign-flip test of differences of ±1', () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(count, count, (gained, lost) => {
        fc.pre(gained + lost > 0);
        const differences = [...Array<number>(gained).fill(1), ...Array<number>(lost).fill(-1)];
        for (const alternative of ['greater', 'less', 'two-sided'] as const) {
          const p = the(mcnemarExact(gained, lost, { alternative })).p;
          expectClose(p, the(pairedPermutation(differences, { alternative })).p, alternative);
        }
      }),
    );
  });

  it('keeps its digits far out', () => {
    expectClose(the(mcnemarExact(1000, 0)).p, 2 ** -999, '1000 to 0');
    expect(the(mcnemarExact(5e8, 5e8)).p).toBe(1);
  });

  it('has not measured what did not change, nor counts that are none', () => {
    expect(mcnemarExact(0, 0)).toEqual({ status: 'not-measured', reason: 'no pair changed' });
    expect(
      [mcnemarExact(-1, 2), mcnemarExact(1.5, 2), mcnemarExact(Number.NaN, 1)].map(({ status }) => status),
    ).toEqual(Array(3).fill('not-measured'));
  });
});
