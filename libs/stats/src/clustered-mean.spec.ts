import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/intervals.json' with { type: 'json' };
import { clusteredMean, meanOfSubjects, type ClosedFormMethod } from './clustered-mean.js';
import { StatisticsError } from './statistics-error.js';
import { studentQuantile } from './student-t.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { confidences, people, peopleWith, the, width } from './testing/people.js';

const methods: readonly ClosedFormMethod[] = [
  'clustered-skew-t',
  'clustered-cautious-t',
  'clustered-t',
  'clustered-score',
];
const unbounded = [-Infinity, Infinity] as const;
const varied = people().filter((clusters) => new Set(clusters.map(({ total }) => total)).size > 1);

describe('golden intervals of the mean of subjects, 1e-9 relative', () => {
  const rows = golden.means.flatMap(({ values, intervals, mean }) =>
    intervals.map((interval) => ({ values, mean, ...interval })),
  );

  it.each(rows.map((row) => [`${row.values.length} people, ${row.confidence}`, row] as const))('%s', (label, row) => {
    const { values, confidence } = row;
    const n = 32 * values.length;
    const of = (method: ClosedFormMethod, range: readonly [number, number] = unbounded) =>
      the(meanOfSubjects(values, n, { confidence, method, range }));
    expectEnds(of('clustered-t'), row.t, `${label}, t`);
    expectEnds(of('clustered-skew-t'), row.skewed, `${label}, skewed`);
    expectEnds(of('clustered-score', [0, 1]), row.score, `${label}, score`);
    const cautious = [Math.min(row.t[0]!, row.skewed[0]!), Math.max(row.t[1]!, row.skewed[1]!)];
    expectEnds(of('clustered-cautious-t'), cautious, `${label}, cautious`);
    expectClose(of('clustered-t').estimate, row.mean, label);
  });

  it('the skewness correction is right where the skewness is next to nothing', () => {
    for (const skew of [1e-3, 1e-5, 1e-6, 3e-7, 1e-7]) {
      const values = [-1, 1, -1, 1, -1, 1 + skew];
      const [mean, n] = [skew / 6, 6];
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const cubes = values.reduce((sum, value) => sum + (value - mean) ** 3, 0);
      const a = cubes / n / (squares / n) ** 1.5 / Math.sqrt(n);
      const error = Math.sqrt(squares / (n - 1) / n);
      const t = studentQuantile(0.975, n - 1);
      // g⁻¹ to second order: W = g − a/6 − a g²/3, here g = ±t
      const expected = [mean - error * (t - a / 6 - (a * t * t) / 3), mean + error * (t + a / 6 + (a * t * t) / 3)];
      const actual = the(meanOfSubjects(values, n, { range: unbounded }));
      expectEnds(actual, expected, `skew ${skew}`, { absolute: 10 * skew * skew + 1e-15 });
    }
  });
});

describe('clusteredMean', () => {
  it('weighs people, not answers', () => {
    const clusters = [
      { id: 'a', total: 1, n: 1 },
      { id: 'b', total: 0, n: 99 },
    ];
    expect(the(clusteredMean(clusters))).toMatchObject({ estimate: 0.5, n: 100, clusters: 2, confidence: 0.95 });
  });

  it.each(methods)('%s contains the estimate and stays inside the range', (method) => {
    fc.assert(
      fc.property(people(), confidences, (clusters, confidence) => {
        const { low, estimate, high } = the(clusteredMean(clusters, { confidence, method }));
        expect(0 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });

  it.each(methods)('%s does not depend on the order of people', (method) => {
    fc.assert(
      fc.property(people(), fc.integer(), (clusters, seed) => {
        const one = the(clusteredMean(clusters, { method }));
        const two = the(clusteredMean(new Rng(seed).shuffle(clusters), { method }));
        expectEnds(two, [one.low, one.high], 'shuffled', { relative: 1e-12, absolute: 1e-15 });
      }),
    );
  });

  it.each(methods)('%s mirrors right and wrong answers', (method) => {
    fc.assert(
      fc.property(people(), (clusters) => {
        const { low, high } = the(clusteredMean(clusters, { method }));
        const wrong = clusters.map(({ total, ...rest }) => ({ ...rest, total: 32 - total }));
        expectEnds(the(clusteredMean(wrong, { method })), [1 - high, 1 - low], 'mirrored', { absolute: 1e-12 });
      }),
    );
  });

  it.each(methods)('%s narrows with more people and widens with confidence', (method) => {
    fc.assert(
      fc.property(varied, fc.double({ min: 0.5, max: 0.98, noNaN: true }), (clusters, confidence) => {
        const twice = ['first', 'second'].flatMap((copy) =>
          clusters.map((cluster) => ({ ...cluster, id: copy + cluster.id })),
        );
        const narrow = width(clusteredMean(clusters, { method, confidence }));
        expect(width(clusteredMean(twice, { method, confidence }))).toBeLessThanOrEqual(narrow);
        const wide = clusteredMean(clusters, { method, confidence: (1 + confidence) / 2 });
        expect(width(wide)).toBeGreaterThanOrEqual(narrow);
      }),
    );
  });

  it('a one-sided bound is an end of the two-sided interval with twice the doubt', () => {
    fc.assert(
      fc.property(people(), (clusters) => {
        const both = the(clusteredMean(clusters, { confidence: 0.9 }));
        const upper = the(clusteredMean(clusters, { confidence: 0.95, side: 'upper' }));
        const lower = the(clusteredMean(clusters, { confidence: 0.95, side: 'lower' }));
        expectEnds(upper, [0, both.high], 'upper', { relative: 1e-12 });
        expectEnds(lower, [both.low, 1], 'lower', { relative: 1e-12, absolute: 1e-15 });
      }),
    );
  });

  it('does not take agreement for certainty', () => {
    const none = the(clusteredMean(peopleWith(Array<number>(48).fill(0), 32)));
    expect(none).toMatchObject({ estimate: 0, low: 0, method: 'constant-subjects' });
    expectClose(none.high, 1 - 0.025 ** (1 / 48), 'none of 48');
    const half = the(clusteredMean(peopleWith(Array<number>(48).fill(16), 32)));
    const share = 1 - 0.025 ** (1 / 48);
    expectEnds(half, [0.5 - share / 2, 0.5 + share / 2], 'all at one half');
    const all = the(clusteredMean(peopleWith(Array<number>(48).fill(32), 32)));
    expect(all).toMatchObject({ estimate: 1, high: 1 });
  });

  it('sees that people agree however many they are and however their scores were added up', () => {
    const many = the(meanOfSubjects(Array<number>(1_000_000).fill(0.1), 1_000_000));
    expect(many.method).toBe('constant-subjects');
    const rounded = the(meanOfSubjects([0.1 + 0.2 - 0.3, 0, 0, 0], 4, { range: [-1, 1] }));
    expect(rounded.method).toBe('constant-subjects');
    expect(rounded.high).toBeGreaterThan(0.5);
  });

  it('has not measured nobody, one person, or scores outside their range', () => {
    const reasons = [
      clusteredMean([]),
      clusteredMean([{ id: 'a', total: 0, n: 0 }]),
      clusteredMean(peopleWith([3], 32)),
      clusteredMean(peopleWith([3, 33], 32)),
      meanOfSubjects([], 0),
      meanOfSubjects([0.5, Number.NaN], 2),
    ].map((metric) => (metric.status === 'not-measured' ? metric.reason : metric));
    expect(reasons).toEqual([
      'no subjects',
      'no answers of any subject',
      'a single subject has no interval',
      '1 of 2 subjects are outside [0, 1]',
      'no subjects',
      '1 of 2 subjects are outside [0, 1]',
    ]);
  });

  it('refuses confidences that are none, also one-sided', () => {
    expect(() => clusteredMean(peopleWith([1, 2], 4), { confidence: 95 })).toThrow(StatisticsError);
    expect(() => clusteredMean(peopleWith([1, 2], 4), { confidence: 0.4, side: 'upper' })).toThrow('one-sided 0.4');
  });
});
