import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.js';
import { clusteredMean } from './clustered-mean.js';
import { StatisticsError } from './statistics-error.js';
import { supportedBoundOfSubjects, supportedUpperBound } from './supported-bound.js';
import { expectClose } from './testing/expect-close.js';
import { people, peopleWith, the } from './testing/people.js';
import { zeroLeaksUpperBound } from './zero-leaks.js';

const percent = (n: number, comparisons = 1): string =>
  (100 * the(zeroLeaksUpperBound(n, { comparisons })).high).toFixed(1);

describe('zeroLeaksUpperBound', () => {
  it('is the table of SCIENCE §7.2', () => {
    expect([25, 50, 75, 100, 300, 500, 3000].map((n) => percent(n))).toEqual([
      ...['11.3', '5.8', '3.9', '3.0', '1.0', '0.6', '0.1'],
    ]);
    expect(percent(50, 12)).toBe('10.4');
  });

  it('is the exact one-sided interval of 0 in n, also for one and for a thousand million people', () => {
    for (const n of [1, 2, 48, 3000, 1e9]) {
      const exact = the(clopperPearson(0, n, { side: 'upper', confidence: 0.99 }));
      expectClose(the(zeroLeaksUpperBound(n, { confidence: 0.99 })).high, exact.high, `${n} people`);
    }
  });

  it('has not measured nobody or half a person', () => {
    expect(zeroLeaksUpperBound(0)).toEqual({ status: 'not-measured', reason: 'no subjects' });
    expect([-3, 2.5, Number.NaN, Infinity].map((n) => zeroLeaksUpperBound(n).status)).toEqual(
      Array(4).fill('not-measured'),
    );
    expect(zeroLeaksUpperBound(2.5)).toMatchObject({ reason: 'the number of subjects is not a whole number' });
  });

  it('refuses a number of comparisons that is none', () => {
    for (const comparisons of [0, -1, 0.5, Number.NaN, Infinity]) {
      expect(() => zeroLeaksUpperBound(50, { comparisons })).toThrow(StatisticsError);
    }
  });
});

describe('supportedUpperBound', () => {
  it('is never below what as many people can support when none of them leaks', () => {
    fc.assert(
      fc.property(people({ answers: 8 }), (clusters) => {
        const floor = the(zeroLeaksUpperBound(clusters.length)).high;
        const bound = the(supportedUpperBound(clusters));
        const plain = the(clusteredMean(clusters, { side: 'upper' }));
        expect(bound.high).toBeCloseTo(Math.max(floor, plain.high), 14);
        expect(bound.method).toBe(plain.high >= floor ? plain.method : 'zero-leaks-upper');
      }),
    );
  });

  it('holds for paired differences too', () => {
    const differences = [-0.01, 0.01, 0, 0.005, -0.005];
    const bound = the(supportedBoundOfSubjects(differences, 5, { range: [-1, 1], confidence: 0.9 }));
    expect(bound).toMatchObject({ method: 'zero-leaks-upper', confidence: 0.9, clusters: 5 });
    expectClose(bound.high, 1 - 0.1 ** (1 / 5), 'five people');
  });

  it('has not measured a single person, whose spread nobody knows', () => {
    expect(supportedUpperBound([])).toEqual({ status: 'not-measured', reason: 'no subjects' });
    expect(supportedUpperBound(peopleWith([0], 32)).status).toBe('not-measured');
    expect(supportedUpperBound([{ id: 'a', total: 0, n: 0 }]).status).toBe('not-measured');
  });
});
