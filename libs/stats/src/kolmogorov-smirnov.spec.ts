import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/tests.json' with { type: 'json' };
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { expectClose } from './testing/expect-close.js';
import { the } from './testing/people.js';

const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });

describe('kolmogorovSmirnov', () => {
  it("agrees with scipy's exact p, also with ties, 1e-9 relative", () => {
    for (const { one, two, statistic, p } of golden.ks) {
      const test = the(kolmogorovSmirnov(one, two));
      expectClose(test.statistic, statistic, 'statistic', { relative: 1e-12 });
      expectClose(test.p, p, `${one.length} against ${two.length}`);
      expect(test).toMatchObject({ n: one.length + two.length, method: 'ks-exact' });
    }
  });

  it("agrees with Kolmogorov's limit for large groups, 1e-9 relative", () => {
    for (const { m, n, power, statistic, p } of golden.largeKs) {
      const one = Array.from({ length: m }, (_, index) => index / m);
      const two = Array.from({ length: n }, (_, index) => (index / n) ** power);
      const test = the(kolmogorovSmirnov(one, two));
      expectClose(test.statistic, statistic, 'statistic');
      expectClose(test.p, p, 'p');
      expect(test.method).toBe('ks-asymptotic');
    }
  });

  it('cannot see distances below 0.27 with 50 against 50 (SCIENCE §7.5)', () => {
    const ramp = Array.from({ length: 50 }, (_, index) => index);
    const shifted = (by: number) => the(kolmogorovSmirnov(ramp, ramp.map((value) => value + by - 0.5))); // prettier-ignore
    expect([shifted(13).statistic, shifted(14).statistic]).toEqual([0.26, 0.28]);
    expect(shifted(13).p).toBeGreaterThan(0.05);
    expect(shifted(14).p).toBeLessThan(0.05);
  });

  it('does not care about order, about which group is which, or about the scale of scores', () => {
    fc.assert(
      fc.property(scores, scores, fc.integer(), (one, two, seed) => {
        const test = the(kolmogorovSmirnov(one, two));
        expect(test.p > 0 && test.p <= 1 && test.statistic >= 0 && test.statistic <= 1).toBe(true);
        const turned = the(kolmogorovSmirnov(new Rng(seed).shuffle(two), one));
        expectClose(turned.p, test.p, 'turned', { relative: 1e-9 });
        const cubed = (values: readonly number[]) => values.map((value) => value ** 3 - 5);
        expect(kolmogorovSmirnov(cubed(one), cubed(two))).toEqual(test);
      }),
    );
  });

  it('finds nothing between equal groups and all there is between separated ones', () => {
    expect(the(kolmogorovSmirnov([1, 2, 3], [3, 2, 1]))).toMatchObject({ statistic: 0, p: 1 });
    const apart = the(kolmogorovSmirnov([1, 2, 3], [4, 5, 6, 7]));
    expectClose(apart.p, 2 / 35, 'two of 35 paths');
  });

  it('has not measured empty groups or scores that are not finite', () => {
    expect(kolmogorovSmirnov([], [1])).toEqual({ status: 'not-measured', reason: 'an empty group' });
    expect(kolmogorovSmirnov([1], []).status).toBe('not-measured');
    expect(kolmogorovSmirnov([1, Number.NaN], [1]).status).toBe('not-measured');
  });
});
