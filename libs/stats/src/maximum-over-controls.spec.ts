import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOfClusteredMeans } from './difference.js';
import { maximumOverControls, type NamedComparison } from './maximum-over-controls.js';
import { peopleWith, the } from './testing/people.js';

const target = peopleWith([9, 12, 3, 7, 15, 8, 6, 11], 16);
const reference = peopleWith([1, 2, 0, 1, 3, 0, 1, 2], 16);
const refusing = peopleWith([4, 2, 0, 5, 6, 2, 1, 3], 16);
const against = (name: string, control: Parameters<typeof differenceOfClusteredMeans>[1]): NamedComparison => ({
  ...{ name, result: differenceOfClusteredMeans(target, control) },
});

describe('maximumOverControls', () => {
  it('is the difference to the control that explains most, with the cautious interval over all', () => {
    const comparisons = [against('reference', reference), against('refusing', refusing), against('prior', 0.1)];
    const results = comparisons.map(({ result }) => the(result));
    const { leak, binding, p, upperBound } = the(maximumOverControls(comparisons));
    expect(binding).toBe('refusing');
    expect(leak).toMatchObject({
      estimate: results[1]!.difference.estimate,
      low: Math.min(...results.map(({ difference }) => difference.low)),
      high: Math.max(...results.map(({ difference }) => difference.high)),
      ...{ clusters: 8, method: 'maximum-over-controls' },
    });
    expect(p).toBe(Math.max(...results.map((result) => result.p)));
    expect(upperBound).toBe(Math.max(...results.map((result) => result.upperBound)));
  });

  it('is the plain difference when there is one control', () => {
    const only = against('reference', reference);
    const { leak, p, binding } = the(maximumOverControls([only]));
    expect(leak).toEqual(the(only.result).difference);
    expect([p, binding]).toEqual([the(only.result).p, 'reference']);
  });

  it('never finds more with one control more, in whatever order they come', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 16 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const named = [against('one', peopleWith(one, 16)), against('two', peopleWith(two, 16))];
        const both = the(maximumOverControls(named));
        const alone = the(maximumOverControls(named.slice(0, 1)));
        expect(both.leak.estimate).toBeLessThanOrEqual(alone.leak.estimate);
        expect(both.leak.low).toBeLessThanOrEqual(alone.leak.low);
        expect(both.p).toBeGreaterThanOrEqual(alone.p);
        const { low, high, estimate } = the(maximumOverControls([...named].reverse())).leak;
        expect([low, high, estimate]).toEqual([both.leak.low, both.leak.high, both.leak.estimate]);
      }),
      { numRuns: 50 },
    );
  });

  it('has not measured a leak when a control could not be measured, or when there is none', () => {
    const missing = { name: 'reference', result: { status: 'not-measured', reason: 'no subjects' } } as const;
    expect(maximumOverControls([against('prior', 0.1), missing])).toEqual({
      ...{ status: 'not-measured', reason: 'control reference: no subjects' },
    });
    expect(maximumOverControls([])).toEqual({ status: 'not-measured', reason: 'no controls' });
  });
});
