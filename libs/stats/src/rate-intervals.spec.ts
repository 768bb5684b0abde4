import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/intervals.json' with { type: 'json' };
import { clopperPearson } from './clopper-pearson.js';
import { dkwHalfWidth } from './dkw.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { confidences, the, width } from './testing/people.js';
import { wilson } from './wilson.js';

const intervals = { wilson, clopperPearson };
const countOf = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('golden intervals of a rate, 1e-9 relative', () => {
  it('wilson', () => {
    for (const { k, n, confidence, wilson: ends } of golden.rates) {
      // statsmodels leaves rounding noise where the exact end is 0
      expectEnds(the(wilson(k, n, { confidence })), ends, `${k} of ${n} at ${confidence}`, { absolute: 1e-15 });
    }
  });

  it('clopperPearson, two-sided and one-sided', () => {
    for (const { k, n, confidence, exact, upper, lower } of golden.rates) {
      const label = `${k} of ${n} at ${confidence}`;
      expectEnds(the(clopperPearson(k, n, { confidence })), exact, label);
      expectEnds(the(clopperPearson(k, n, { confidence, side: 'upper' })), [0, upper], `${label}, at most`);
      expectEnds(the(clopperPearson(k, n, { confidence, side: 'lower' })), [lower, 1], `${label}, at least`);
    }
  });
});

describe.each(Object.entries(intervals))('%s', (method, interval) => {
  it('contains the estimate, stays in [0, 1] and mirrors successes and failures', () => {
    fc.assert(
      fc.property(countOf, confidences, ([k, n], confidence) => {
        const { estimate, low, high } = the(interval(k, n, { confidence }));
        expect(estimate).toBe(k / n);
        expect(0 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
        const mirrored = the(interval(n - k, n, { confidence }));
        expectEnds(mirrored, [1 - high, 1 - low], 'mirrored', { absolute: 1e-12 });
      }),
    );
  });

  it('narrows with more answers and widens with more confidence', () => {
    fc.assert(
      fc.property(countOf, confidences, ([k, n], confidence) => {
        expect(width(interval(10 * k, 10 * n, { confidence }))).toBeLessThan(width(interval(k, n, { confidence })));
        expect(width(interval(k, n, { confidence: (1 + confidence) / 2 }))).toBeGreaterThan(
          width(interval(k, n, { confidence })),
        );
      }),
    );
  });

  it('ends at 0 for none and at 1 for all, with doubt on the other side', () => {
    for (const n of [1, 2, 48, 1e6]) {
      const none = the(interval(0, n));
      const all = the(interval(n, n));
      expect([none.low, all.high]).toEqual([0, 1]);
      expect(none.high).toBeGreaterThan(1.5 / n / (1 + 1 / n));
      expectClose(1 - all.low, none.high, `${n} of ${n}`, { absolute: 1e-12 });
    }
  });

  it('says what it is', () => {
    expect(the(interval(3, 50))).toMatchObject({ n: 50, clusters: 50, confidence: 0.95 });
    expect(the(interval(3, 50)).method).toBe(method === 'wilson' ? 'wilson' : 'clopper-pearson');
  });

  it('has an answer for every confidence below 1', () => {
    const { low, high } = the(interval(3, 50, { confidence: 1 - 2 ** -53 }));
    expect(0 <= low && low < 0.06 && 0.06 < high && high <= 1).toBe(true);
  });

  it('has not measured nothing, and counts that are none', () => {
    const counts = [
      [0, 0],
      [-1, 5],
      [6, 5],
      [1.5, 5],
      [1, Infinity],
      [Number.NaN, 5],
      [0, Number.NaN],
    ] as const;
    expect(counts.map(([k, n]) => interval(k, n).status)).toEqual(counts.map(() => 'not-measured'));
    expect(interval(0, 0)).toEqual({ status: 'not-measured', reason: 'no answers' });
  });

  it('refuses a confidence in percent', () => {
    expect(() => interval(1, 5, { confidence: 95 })).toThrow(StatisticsError);
    expect(() => interval(1, 5, { confidence: 1 })).toThrow('0.95, not 95');
    expect(() => interval(1, 5, { confidence: Number.NaN })).toThrow(StatisticsError);
  });
});

describe('clopperPearson', () => {
  it('has a one-sided bound inside the two-sided one', () => {
    fc.assert(
      fc.property(countOf, ([k, n]) => {
        const both = the(clopperPearson(k, n));
        expect(the(clopperPearson(k, n, { side: 'upper' })).high).toBeLessThanOrEqual(both.high);
        expect(the(clopperPearson(k, n, { side: 'lower' })).low).toBeGreaterThanOrEqual(both.low);
      }),
    );
  });
});

describe('dkwHalfWidth', () => {
  it('is √(ln(2/α) / 2n): the table of SCIENCE §7.3', () => {
    expect([100, 500, 1000].map((n) => Number(dkwHalfWidth(n)).toFixed(3))).toEqual(['0.136', '0.061', '0.043']);
    expectClose(Number(dkwHalfWidth(7, { confidence: 0.8 })), Math.sqrt(Math.log(10) / 14), 'n 7');
  });

  it('has not measured nothing', () => {
    expect([dkwHalfWidth(0), dkwHalfWidth(Number.NaN)]).toEqual(
      Array(2).fill({ status: 'not-measured', reason: 'no values' }),
    );
    expect(() => dkwHalfWidth(10, { confidence: 0 })).toThrow(StatisticsError);
  });
});
