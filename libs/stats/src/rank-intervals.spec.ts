import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankIntervals } from './rank-intervals.js';
import { StatisticsError } from './statistics-error.js';

describe('rankIntervals', () => {
  it('leaves every rank open where nothing was shown', () => {
    expect(rankIntervals(3, [])).toEqual(Array.from({ length: 3 }, () => ({ low: 1, high: 3 })));
  });

  it('gives each its own rank where every pair was told apart', () => {
    const claims = [
      { better: 2, worse: 0 },
      { better: 2, worse: 1 },
      { better: 0, worse: 1 },
    ];
    expect(rankIntervals(3, claims)).toEqual([
      { low: 2, high: 2 },
      { low: 3, high: 3 },
      { low: 1, high: 1 },
    ]);
  });

  it('lets what cannot be told apart share ranks', () => {
    const claims = [
      { better: 0, worse: 2 },
      { better: 1, worse: 2 },
    ];
    expect(rankIntervals(3, claims)).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
    ]);
  });

  it('holds the true rank of each whenever all claims are true', () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.boolean()), (scores, shown) => {
        const pairs = scores.flatMap((one, better) =>
          scores.flatMap((other, worse) => (one < other ? [{ better, worse }] : [])),
        );
        const claims = pairs.filter(() => shown.next().value === true);
        rankIntervals(scores.length, claims).forEach(({ low, high }, item) => {
          const rank = 1 + scores.filter((other) => other < (scores[item] ?? 0)).length;
          expect(low).toBeLessThanOrEqual(rank);
          expect(high).toBeGreaterThanOrEqual(rank);
        });
      }),
    );
  });

  it('refuses contradictions and items that are not there', () => {
    const both = [
      { better: 0, worse: 1 },
      { better: 1, worse: 0 },
    ];
    expect(() => rankIntervals(2, both)).toThrow(StatisticsError);
    expect(() => rankIntervals(2, [{ better: 0, worse: 2 }])).toThrow(StatisticsError);
  });
});
