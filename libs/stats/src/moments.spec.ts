import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/intervals.json' with { type: 'json' };
import { momentsOf } from './moments.js';
import { quantileOfSorted } from './quantile.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose } from './testing/expect-close.js';

describe('momentsOf', () => {
  it('agrees with numpy and scipy, 1e-12 relative', () => {
    for (const { values, ...expected } of golden.means) {
      const moments = momentsOf(values);
      for (const name of ['mean', 'variance', 'skewness'] as const) {
        expectClose(moments[name], expected[name], name, { relative: 1e-12 });
      }
      expect(moments.count).toBe(values.length);
    }
  });

  it('shifts with its values, scales with them and turns around with their sign', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (whole, factor) => {
        const plain = momentsOf(whole);
        const changed = momentsOf(whole.map((value) => 100 - factor * value));
        expectClose(changed.mean, 100 - factor * plain.mean, 'mean', { absolute: 1e-12 });
        expectClose(changed.variance, factor ** 2 * plain.variance, 'variance', { absolute: 1e-9 });
        expectClose(changed.skewness, -plain.skewness, 'skewness', { absolute: 1e-9 });
      }),
    );
  });

  it('sees no spread in equal values, not even a million of them', () => {
    for (const count of [1, 2, 3, 48, 1_000_000]) {
      expect(momentsOf(Array<number>(count).fill(0.1))).toEqual({ count, mean: 0.1, variance: 0, skewness: 0 });
    }
  });

  it('takes rounding for rounding where it is told how large the values were', () => {
    const rounding = [0.1 + 0.2 - 0.3, 0, 0];
    expect(momentsOf(rounding, { scale: 1 }).variance).toBe(0);
    expect(momentsOf(rounding).variance).toBeGreaterThan(0);
    expect(momentsOf([1e-9, 0, 0], { scale: 1 }).variance).toBeGreaterThan(0);
  });

  it('has no moments of nothing', () => {
    expect(() => momentsOf([])).toThrow(StatisticsError);
  });
});

describe('quantileOfSorted', () => {
  it("agrees with numpy's default, 1e-12 relative", () => {
    for (const { replicates, quantiles } of golden.means) {
      [0.1, 0.25, 0.975].forEach((p, index) =>
        expectClose(quantileOfSorted(replicates, p), quantiles[index]!, `quantile ${p}`, { relative: 1e-12 }),
      );
    }
  });

  it('runs from the smallest to the largest value', () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (unsorted, p) => {
        const sorted = Float64Array.from(unsorted).sort();
        expect([quantileOfSorted(sorted, 0), quantileOfSorted(sorted, 1)]).toEqual([sorted[0], sorted.at(-1)]);
        expect(quantileOfSorted(sorted, p)).toBeGreaterThanOrEqual(quantileOfSorted(sorted, p / 2));
      }),
    );
  });

  it('has no quantile of nothing, and none outside [0, 1]', () => {
    expect(() => quantileOfSorted([], 0.5)).toThrow(StatisticsError);
    expect(() => quantileOfSorted([1, 2], 1.01)).toThrow(StatisticsError);
    expect(() => quantileOfSorted([1, 2], Number.NaN)).toThrow(StatisticsError);
  });
});
