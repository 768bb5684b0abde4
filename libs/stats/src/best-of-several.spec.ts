import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { bestOfSeveral, type Differences, type JointClaim } from './best-of-several.js';
import { pairedPermutation } from './permutation.js';
import { StatisticsError } from './statistics-error.js';
import { the } from './testing/people.js';

const people = Array.from({ length: 24 }, (_, index) => `person-${index}`);
/** Rates of 16 answers that differ from the control's by chance and by `shift`. */
const drawn = (seed: string, shift = 0): Differences => {
  const rng = new Rng(seed);
  const answers = () =>
    Array.from({ length: 16 }, () => Number(rng.uniform() < 0.5)).reduce((sum, hit) => sum + hit, 0);
  return new Map(people.map((person) => [person, (answers() - answers()) / 16 + shift]));
};
const pOf = (differences: Differences) => the(pairedPermutation([...differences.values()], { rng: new Rng('p') })).p;
const claim = (...comparisons: readonly Differences[]): JointClaim => ({
  p: Math.max(...comparisons.map(pOf)),
  comparisons,
});
const adjust = (claims: readonly JointClaim[], resamples = 4000) =>
  bestOfSeveral(claims, { rng: new Rng('joint'), resamples });

describe('bestOfSeveral', () => {
  it('leaves a single claim as it is, however many controls it had to exceed', () => {
    const only = claim(drawn('a', 0.05), drawn('b', 0.1));
    expect(adjust([only])).toEqual([only.p]);
    expect(adjust([])).toEqual([]);
  });

  it('charges next to nothing for the same attack twice, where Bonferroni would double', () => {
    const one = claim(drawn('a', 0.045));
    const [adjusted] = adjust([one, one]);
    expect(one.p! / adjusted!).toBeGreaterThan(0.9);
    expect(adjusted).toBeLessThan(1.2 * one.p!);
  });

  it('charges for independent attacks what chance costs: 1 − (1 − p)^K', () => {
    const claims = [claim(drawn('a', 0.04)), ...['b', 'c', 'd', 'e'].map((seed) => claim(drawn(seed)))];
    const best = Math.min(...claims.map(({ p }) => p!));
    const expected = 1 - (1 - best) ** claims.length;
    const [adjusted] = adjust(claims, 20_000);
    expect(claims[0]!.p).toBe(best);
    // sums of sixteenths have few values, so chance reaches a given p a little less often than p says
    expect(adjusted! / expected).toBeGreaterThan(0.85);
    expect(adjusted! / expected).toBeLessThan(1.05);
  });

  it('is never below the claim’s own p and never above Bonferroni, even where few patterns were drawn', () => {
    const claims = ['a', 'b', 'c'].map((seed, index) => claim(drawn(seed, 0.06 * index), drawn(`${seed}'`, 0.2)));
    adjust(claims, 200).forEach((adjusted, index) => {
      const p = claims[index]!.p!;
      expect(adjusted).toBeLessThanOrEqual(Math.min(1, 3 * p));
      expect(adjusted).toBeGreaterThanOrEqual(p * 0.8 - 1e-12);
    });
    expect(claims[2]!.p).toBeLessThan(1e-3);
  });

  it('counts what could not be measured as tried, and gives it no p', () => {
    const strong = claim(drawn('a', 0.2));
    const [adjusted, none] = adjust([strong, { p: null, comparisons: [] }]);
    expect(none).toBeNull();
    expect(adjusted).toBe(Math.min(2 * strong.p!, adjusted!));
    expect(adjusted).toBeGreaterThan(strong.p!);
  });

  it('does not depend on the order of claims', () => {
    const claims = [claim(drawn('a', 0.05)), claim(drawn('b')), claim(drawn('c', 0.02), drawn('d'))];
    expect(adjust([...claims].reverse()).toReversed()).toEqual(adjust(claims));
  });

  it('lets through no more than alpha when nothing leaks, whether the attacks agree or not', () => {
    const runs = 400;
    for (const shared of [false, true]) {
      let rejected = 0;
      for (let run = 0; run < runs; run++) {
        const base = drawn(`base ${run}`);
        const claims = Array.from({ length: 5 }, (_, index) => {
          const own = drawn(`${run} ${index}`);
          return claim(shared ? new Map([...base].map(([id, value]) => [id, value + own.get(id)! / 8])) : own);
        });
        const best = Math.min(...adjust(claims, 400).map((p) => p ?? 1));
        rejected += Number(best <= 0.05);
      }
      expect(rejected / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
    }
  });

  it('refuses what is no probability', () => {
    expect(() => adjust([{ p: 1.2, comparisons: [] }])).toThrow(StatisticsError);
  });
});
