import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/tests.json' with { type: 'json' };
import { equivalenceTest, nonInferiorityTest } from './equivalence.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { the } from './testing/people.js';

const differences = fc
  .array(fc.integer({ min: -32, max: 32 }), { minLength: 2, maxLength: 50 })
  .filter((counts) => new Set(counts).size > 1)
  .map((counts) => counts.map((count) => count / 32));
const margins = fc.double({ min: 0.01, max: 0.5, noNaN: true });
const alphas = fc.double({ min: 0.001, max: 0.4, noNaN: true });

describe('golden equivalence, 1e-9 relative', () => {
  it('equivalenceTest agrees with scipy and statsmodels', () => {
    for (const { differences: row, margin, above, below, interval } of golden.tost) {
      const test = the(equivalenceTest(row, { margin }));
      expectClose(test.pAbove, above, 'above');
      expectClose(test.pBelow, below, 'below');
      expectEnds(test, interval, 'interval');
      expect(test).toMatchObject({ p: Math.max(test.pAbove, test.pBelow), margin, clusters: row.length });
    }
  });

  it('nonInferiorityTest is its upper half', () => {
    for (const { differences: row, margin, below, interval } of golden.tost) {
      const test = the(nonInferiorityTest(row, { margin }));
      expectClose(test.p, below, 'p');
      expectClose(test.upper, interval[1]!, 'upper');
    }
  });
});

describe('equivalenceTest', () => {
  it('says equivalent exactly when the interval lies inside the margins', () => {
    fc.assert(
      fc.property(differences, margins, alphas, (row, margin, alpha) => {
        const { isEquivalent, low, high, estimate, p } = the(equivalenceTest(row, { margin, alpha }));
        fc.pre(Math.abs(p - alpha) > 1e-9);
        expect(isEquivalent).toBe(-margin < low && high < margin);
        expect(low <= estimate && estimate <= high).toBe(true);
      }),
    );
  });

  it('does not care which side is called the control', () => {
    fc.assert(
      fc.property(differences, margins, (row, margin) => {
        const one = the(equivalenceTest(row, { margin }));
        const two = the(equivalenceTest(row.map((value) => -value), { margin })); // prettier-ignore
        expect([two.p, two.pAbove, two.pBelow]).toEqual([one.p, one.pBelow, one.pAbove]);
        expect([two.low, two.high]).toEqual([-one.high, -one.low]);
      }),
    );
  });

  it('is easier with a wider margin', () => {
    fc.assert(
      fc.property(differences, margins, (row, margin) => {
        expect(the(equivalenceTest(row, { margin: 1.2 * margin })).p).toBeLessThanOrEqual(
          the(equivalenceTest(row, { margin })).p,
        );
      }),
    );
  });
});

describe('nonInferiorityTest', () => {
  it('says below the margin exactly when the bound is', () => {
    fc.assert(
      fc.property(differences, margins, alphas, (row, margin, alpha) => {
        const { isBelowMargin, upper, estimate, p } = the(nonInferiorityTest(row, { margin, alpha }));
        fc.pre(Math.abs(p - alpha) > 1e-9);
        expect(isBelowMargin).toBe(upper < margin);
        expect(upper).toBeGreaterThan(estimate);
      }),
    );
  });
});

describe.each(Object.entries({ equivalenceTest, nonInferiorityTest }))('%s', (_, test) => {
  it('has not measured fewer than two people, or people of whom all differ alike', () => {
    const rows = [[], [0.1], [0.1, 0.1, 0.1], [0.1 + 0.2 - 0.3, 0, 0], [0.1, Number.NaN]];
    const reasons = rows.map((row) => test(row, { margin: 0.1 }));
    expect(reasons.map((outcome) => (outcome.status === 'not-measured' ? outcome.reason : outcome))).toEqual([
      'fewer than two subjects',
      'fewer than two subjects',
      'all subjects have the same difference: its spread is unknown',
      'all subjects have the same difference: its spread is unknown',
      'some differences are not finite',
    ]);
  });

  it('refuses margins and levels that make no claim', () => {
    for (const margin of [0, -0.1, Number.NaN, Infinity])
      expect(() => test([0, 1], { margin })).toThrow(StatisticsError);
    for (const alpha of [0, 0.5, 0.9, 5, Number.NaN]) {
      expect(() => test([0, 1], { margin: 0.1, alpha })).toThrow(StatisticsError);
    }
  });
});
