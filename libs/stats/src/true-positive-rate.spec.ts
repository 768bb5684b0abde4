import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/membership.json' with { type: 'json' };
import { expectClose, expectEnds } from './testing/expect-close.js';
import { the } from './testing/people.js';
import { truePositiveRateAt } from './true-positive-rate.js';

describe('truePositiveRateAt', () => {
  it('agrees with the curve of scikit-learn and the exact interval of scipy, 1e-9 relative', () => {
    for (const { at, ...groups } of golden) {
      for (const { rate, best, interval } of at) {
        const metric = the(truePositiveRateAt(rate, groups));
        expectClose(metric.estimate, best, 'rate');
        expectEnds(metric, interval, 'interval');
        expect(metric).toMatchObject({ n: groups.positives.length, method: 'clopper-pearson' });
      }
    }
  });

  it('says how many people outside are needed where there are fewer', () => {
    const groups = { positives: [3, 4], negatives: Array.from({ length: 40 }, (_, at) => at / 40) };
    expect(truePositiveRateAt(0.01, groups)).toEqual({
      status: 'not-measured',
      reason: 'a false-positive rate of 1 % cannot be told from 0 with 40 people outside: 100 are needed',
    });
    expect(truePositiveRateAt(0.001, groups)).toMatchObject({ reason: expect.stringContaining('0.1 %') as string });
    expect(truePositiveRateAt(0.025, groups)).toMatchObject({ estimate: 1 });
  });

  it('is not measured without members or with a score that is no number', () => {
    expect(truePositiveRateAt(0.5, { positives: [], negatives: [1, 2] }).status).toBe('not-measured');
    expect(truePositiveRateAt(0.5, { positives: [Number.NaN], negatives: [1, 2] }).status).toBe('not-measured');
  });

  it('is the most that any threshold finds without taking too many strangers for members', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(scores, scores, fc.constantFrom(0.1, 0.25, 0.5), (positives, negatives, rate) => {
        const above = (list: readonly number[], threshold: number) =>
          list.filter((score) => score > threshold).length / list.length;
        const most = Array.from({ length: 22 }, (_, at) => at - 1)
          .filter((threshold) => above(negatives, threshold) <= rate)
          .map((threshold) => above(positives, threshold));
        expect(the(truePositiveRateAt(rate, { positives, negatives })).estimate).toBe(Math.max(...most));
      }),
    );
  });
});
