import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/intervals.json' with { type: 'json' };
import { bcaOf, bootstrapMeans } from './bootstrap.js';
import { clusteredMean, meanOfSubjects, type BootstrapMethod } from './clustered-mean.js';
import { quantileOfSorted } from './quantile.js';
import { StatisticsError } from './statistics-error.js';
import { expectEnds } from './testing/expect-close.js';
import { peopleWith, the } from './testing/people.js';

const methods: readonly BootstrapMethod[] = ['percentile', 'bca', 'bootstrap-t'];
const mixed = peopleWith([0, 3, 7, 1, 0, 12, 5, 2, 2, 9, 30, 4], 32);

describe('bcaOf', () => {
  it('gives the golden ends from the golden replicates, 1e-9 relative', () => {
    for (const { replicates, mean, leftOut, bca } of golden.means) {
      expectEnds(bcaOf(replicates, mean, leftOut, 0.95), bca, `${leftOut.length} people`);
    }
  });

  it('is the percentile interval where there is nothing to correct', () => {
    const sorted = Array.from({ length: 1001 }, (_, index) => index - 500);
    expectEnds(bcaOf(sorted, 0, [-1, 1], 0.9), [-450, 450], 'symmetric', { absolute: 1e-9 });
  });
});

describe('bootstrapMeans', () => {
  it('resamples whole people: the spread is that of the mean of people', () => {
    const values = mixed.map(({ total, n }) => total / n);
    const means = bootstrapMeans(values, { rng: new Rng(1), resamples: 20_000 });
    const average = (of: ArrayLike<number>) => Array.from(of).reduce((sum, value) => sum + value, 0) / of.length;
    const centre = average(values);
    const expected = average(values.map((value) => (value - centre) ** 2)) / values.length;
    expect(average(means)).toBeCloseTo(centre, 2);
    expect(average(means.map((mean) => (mean - centre) ** 2)) / expected).toBeCloseTo(1, 1);
    expect([...means]).toEqual([...means].sort((one, two) => one - two));
  });
});

describe.each(methods)('the subject bootstrap: %s', (method) => {
  const run = (seed: number | string, resamples = 2000) =>
    the(clusteredMean(mixed, { method, rng: new Rng(seed), resamples }));

  it('is the same for the same seed and nearly the same for another', () => {
    expect(run(7)).toEqual(run(7));
    expect(run(8)).not.toEqual(run(7));
    expectEnds(run(8), [run(7).low, run(7).high], 'another seed', { absolute: 0.05 });
  });

  it('contains the estimate and stays inside the range', () => {
    const minLength = method === 'bootstrap-t' ? 3 : 2;
    const counts = fc.array(fc.integer({ min: 0, max: 8 }), { minLength, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.integer(), (totals, seed) => {
        const options = { method, rng: new Rng(seed), resamples: 200 };
        const { low, estimate, high } = the(clusteredMean(peopleWith(totals, 8), options));
        expect(0 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('does not take agreement for certainty', () => {
    const rng = new Rng(1);
    const same = the(clusteredMean(peopleWith([4, 4, 4, 4], 32), { method, rng }));
    expect(same.method).toBe('constant-subjects');
    expect(same.high - same.low).toBeGreaterThan(0.5);
  });

  it('needs a seeded rng and enough resamples', () => {
    expect(() => clusteredMean(mixed, { method })).toThrow('needs a seeded rng');
    for (const resamples of [0, 99, 1000.5, Number.NaN]) {
      expect(() => run(1, resamples)).toThrow(StatisticsError);
    }
  });

  it('has not measured nobody', () => {
    expect(meanOfSubjects([], 0, { method, rng: new Rng(1) }).status).toBe('not-measured');
  });
});

describe('the bootstrap-t interval', () => {
  it.each([
    [0, 0, 5],
    [1, 1, 8],
  ])('reaches its estimate where no resample lies on the other side: %i, %i, %i of 8', (...totals) => {
    const options = { method: 'bootstrap-t', rng: new Rng(1), resamples: 200 } as const;
    const { low, estimate, high } = the(clusteredMean(peopleWith(totals, 8), options));
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThanOrEqual(estimate);
  });

  it('has no width to tell of two people', () => {
    const options = { method: 'bootstrap-t', rng: new Rng(1), resamples: 200 } as const;
    expect(clusteredMean(peopleWith([4, 2], 8), options)).toMatchObject({
      status: 'not-measured',
      reason: 'bootstrap-t needs three subjects: all resamples of two that have a spread are alike',
    });
  });
});

describe('the percentile interval', () => {
  it('lies between the percentiles of the replicates', () => {
    const values = mixed.map(({ total, n }) => total / n);
    const means = bootstrapMeans(values, { rng: new Rng(3), resamples: 1000 });
    const interval = the(clusteredMean(mixed, { method: 'percentile', rng: new Rng(3), resamples: 1000 }));
    expectEnds(interval, [quantileOfSorted(means, 0.025), quantileOfSorted(means, 0.975)], 'percentiles', {
      relative: 1e-12,
    });
  });
});
