import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/tests.json' with { type: 'json' };
import { differenceOfClusteredMeans, type ClusteredDifference } from './difference.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { peopleWith, the } from './testing/people.js';

const pairsOfCounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 16 })), {
  ...{ minLength: 2, maxLength: 40 },
});
const compare = (...args: Parameters<typeof differenceOfClusteredMeans>): ClusteredDifference =>
  the(differenceOfClusteredMeans(...args));

describe('differenceOfClusteredMeans', () => {
  it("agrees with scipy's paired t and with all sign flips, 1e-9 relative", () => {
    for (const { target, control, n, floor, estimate, t, upper, p } of golden.difference) {
      const sides = [peopleWith(target, n), peopleWith(control, n)] as const;
      const result = compare(...sides, { floor, method: 'clustered-t' });
      expectClose(result.difference.estimate, estimate, 'estimate');
      expectEnds(result.difference, t, 'interval');
      expectClose(result.p, p, 'p');
      const zeroLeaks = 1 - 0.05 ** (1 / target.length);
      expectClose(result.upperBound, Math.max(upper, zeroLeaks), 'upper bound');
      const cautious = compare(...sides, { floor });
      expect(cautious.difference.low).toBeLessThanOrEqual(result.difference.low);
      expect(cautious.difference.high).toBeGreaterThanOrEqual(result.difference.high);
      expect(cautious).toMatchObject({ p: result.p, pMethod: 'sign-flip-exact', unpaired: 0 });
    }
  });

  it('turns around when target and control change places', () => {
    fc.assert(
      fc.property(pairsOfCounts, (pairs) => {
        const one = peopleWith(pairs.map(([left]) => left), 16); // prettier-ignore
        const two = peopleWith(pairs.map(([, right]) => right), 16); // prettier-ignore
        const { difference } = compare(one, two);
        const turned = compare(two, one).difference;
        expectClose(turned.estimate, -difference.estimate, 'estimate', { absolute: 1e-15 });
        expectEnds(turned, [-difference.high, -difference.low], 'ends', { absolute: 1e-12 });
      }),
    );
  });

  it('contains the estimate, bounds it from above and has p in (0, 1]', () => {
    fc.assert(
      fc.property(pairsOfCounts, (pairs) => {
        const one = peopleWith(pairs.map(([left]) => left), 16); // prettier-ignore
        const two = peopleWith(pairs.map(([, right]) => right), 16); // prettier-ignore
        const { difference, upperBound, p } = compare(one, two);
        const { low, estimate, high } = difference;
        expect(-1 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
        expect(upperBound).toBeGreaterThanOrEqual(1 - 0.05 ** (1 / pairs.length) - 1e-15);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('pairs people by id whatever their order, and says how many had no partner', () => {
    const target = peopleWith([4, 8, 2, 7], 16);
    const control = [...peopleWith([1, 2, 3], 16), { id: 'stranger', total: 9, n: 16 }].reverse();
    const result = compare(target, control);
    expect(result.perSubject).toEqual([3 / 16, 6 / 16, -1 / 16]);
    expect(result).toMatchObject({ unpaired: 2, difference: { clusters: 3, n: 48 } });
  });

  it('takes a prior that is known without error', () => {
    const target = peopleWith([4, 8, 2, 7], 16);
    const prior = compare(target, 0.125);
    expect(prior.perSubject).toEqual([0.125, 0.375, 0, 0.3125]);
    expect(prior).toMatchObject({ unpaired: 0, p: 0.125 });
    expect(differenceOfClusteredMeans(target, Number.NaN).status).toBe('not-measured');
  });

  it('asks whether the difference exceeds the floor, not whether there is one', () => {
    const [target, control] = [peopleWith([5, 6, 4, 5, 6], 16), peopleWith([4, 4, 4, 4, 4], 16)];
    expect(compare(target, control).p).toBeLessThan(compare(target, control, { floor: 0.1 }).p);
  });

  it('has the same p from the same seed where it must draw', () => {
    const [target, control] = [peopleWith([3, 5, 2, 8, 1], 16), peopleWith([2, 4, 3, 6, 1], 16)];
    const irregular = Array.from({ length: 25 }, (_, index) => ({
      ...{ id: `extra ${index}`, total: Math.abs(Math.sin(index + 1)), n: 1 },
    }));
    const draw = (seed: number) =>
      compare([...target, ...irregular], [...control, ...irregular.map((row) => ({ ...row, total: row.total / 3 }))], {
        ...{ rng: new Rng(seed), resamples: 500 },
      });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1).pMethod).toBe('sign-flip-monte-carlo');
    expect(draw(1).p).toBe(1 / 501);
  });

  it('has not measured what only one side measured', () => {
    const [one, other] = [peopleWith([1, 2], 16), [{ id: 'x', total: 1, n: 16 }]];
    expect([
      differenceOfClusteredMeans([], one),
      differenceOfClusteredMeans(one, []),
      differenceOfClusteredMeans(one, other),
      differenceOfClusteredMeans(one, one.slice(0, 1)),
    ]).toEqual([
      { status: 'not-measured', reason: 'target: no subjects' },
      { status: 'not-measured', reason: 'control: no subjects' },
      { status: 'not-measured', reason: 'target and control share no subject' },
      { status: 'not-measured', reason: 'a single subject has no interval' },
    ]);
    expect(() => differenceOfClusteredMeans(one, one, { confidence: 95 })).toThrow(StatisticsError);
  });
});
