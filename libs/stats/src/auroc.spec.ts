import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/detection.json' with { type: 'json' };
import { aurocBootstrap } from './auroc-bootstrap.js';
import { auroc, delongVariance } from './auroc.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { confidences, the } from './testing/people.js';

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 25 });
const spread = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index / count);
const middling = { positives: spread(0.3, 40), negatives: spread(0, 30) };

describe('golden areas under the curve, 1e-9 relative', () => {
  it('auroc agrees with scikit-learn, its interval with DeLong by definition', () => {
    for (const { positives, negatives, area, variance, interval } of golden.auroc) {
      const metric = the(auroc({ positives, negatives }));
      expectClose(metric.estimate, area, 'area');
      expectClose(Number(delongVariance({ positives, negatives })), variance, 'variance');
      expectEnds(metric, interval, 'interval');
      expect(metric).toMatchObject({ n: positives.length + negatives.length, method: 'delong-logit' });
    }
  });

  it('with several images of one person the interval is Obuchowski’s', () => {
    for (const { clusteredInterval, positives, negatives, ...subjects } of golden.auroc) {
      const metric = the(auroc({ positives, negatives, ...subjects }));
      expectEnds(metric, clusteredInterval, 'interval');
      const people = new Set([...subjects.positiveSubjects, ...subjects.negativeSubjects]).size;
      expect(metric).toMatchObject({ clusters: people, method: 'obuchowski-logit' });
    }
  });

  it('where the scores do not vary the interval is Newcombe’s', () => {
    for (const { area, m, n, interval } of golden.separated) {
      const positives = Array<number>(m).fill(area);
      const metric = the(auroc({ positives, negatives: Array<number>(n).fill(0.5) }));
      expectClose(metric.estimate, area, 'area');
      expectEnds(metric, interval, `area ${area} of ${m} and ${n}`);
      expect(metric.method).toBe('newcombe-5');
    }
  });
});

describe('auroc', () => {
  it('contains the estimate, stays in [0, 1] and is never a point', () => {
    fc.assert(
      fc.property(scores, scores, confidences, (positives, negatives, confidence) => {
        const { low, estimate, high } = the(auroc({ positives, negatives }, { confidence }));
        expect(0 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });

  it('turns around with the groups and does not care about order or scale', () => {
    fc.assert(
      fc.property(scores, scores, fc.integer(), (positives, negatives, seed) => {
        const { low, estimate, high } = the(auroc({ positives, negatives }));
        const turned = the(auroc({ positives: negatives, negatives: positives }));
        expectClose(turned.estimate, 1 - estimate, 'turned', { absolute: 1e-12 });
        expectEnds(turned, [1 - high, 1 - low], 'turned', { absolute: 1e-9 });
        const other = (values: readonly number[]) => new Rng(seed).shuffle(values).map((value) => value ** 3 - 100);
        const changed = the(auroc({ positives: other(positives), negatives: other(negatives) }));
        expectEnds(changed, [low, high], 'changed', { relative: 1e-9, absolute: 1e-12 });
      }),
    );
  });

  it('knows less when many images show few people', () => {
    const of = (subjects: number) => ({
      positiveSubjects: middling.positives.map((_, index) => `s${Math.floor((index * subjects) / 40)}`),
      negativeSubjects: middling.negatives.map((_, index) => `t${Math.floor((index * subjects) / 30)}`),
    });
    const wide = the(auroc({ ...middling, ...of(4) }));
    const narrow = the(auroc(middling));
    expect(wide.estimate).toBe(narrow.estimate);
    expect(wide.high - wide.low).toBeGreaterThan(1.5 * (narrow.high - narrow.low));
  });

  it('is DeLong’s, up to the clusters’ small-sample factors, when everybody gave one image', () => {
    const metric = the(
      auroc({
        ...middling,
        positiveSubjects: middling.positives.map((_, index) => `p${index}`),
        negativeSubjects: middling.negatives.map((_, index) => `n${index}`),
      }),
    );
    const plain = the(auroc(middling));
    expectEnds(metric, [plain.low, plain.high], 'one image each', { relative: 1e-12 });
  });

  it('has not measured too few scores, broken scores, or a group of a single person', () => {
    const single = { positiveSubjects: ['a', 'a'], negativeSubjects: ['a', 'b'] };
    const four = { positives: [1, 2], negatives: [0, 1] };
    const reasons = [
      auroc({ positives: [], negatives: [] }),
      auroc({ positives: [1], negatives: [0, 1] }),
      auroc({ positives: [1, Number.NaN], negatives: [0, 1] }),
      auroc({ ...four, positiveSubjects: ['a', 'b'] }),
      auroc({ ...four, ...single }),
    ].map((metric) => (metric.status === 'not-measured' ? metric.reason : metric));
    expect(reasons).toEqual([
      'fewer than two scores in a group',
      'fewer than two scores in a group',
      '1 scores are not finite',
      'subjects are not given for every score',
      'all scores of a group are of a single subject',
    ]);
    expect(delongVariance({ positives: [], negatives: [] })).toMatchObject({ status: 'not-measured' });
    expect(() => auroc(four, { confidence: 95 })).toThrow(StatisticsError);
  });
});

describe('aurocBootstrap', () => {
  const run = (seed: number, groups = {}) =>
    the(aurocBootstrap({ ...middling, ...groups }, { rng: new Rng(seed), resamples: 2000 }));

  it('is the same for the same seed, and close to DeLong', () => {
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    const plain = the(auroc(middling));
    expect(run(1)).toMatchObject({ estimate: plain.estimate, n: 70, clusters: 70, method: 'stratified-percentile' });
    expectEnds(run(1), [plain.low, plain.high], 'bootstrap', { absolute: 0.02 });
  });

  it('resamples whole people when told who is who', () => {
    const people = {
      positiveSubjects: middling.positives.map((_, index) => `s${Math.floor(index / 4)}`),
      negativeSubjects: middling.negatives.map((_, index) => `t${Math.floor(index / 3)}`),
    };
    const clustered = run(1, people);
    expect(clustered).toMatchObject({ clusters: 20, method: 'subject-percentile' });
    expect(clustered).toEqual(run(1, people));
    expect(clustered.estimate).toBe(run(1).estimate);
    expect(clustered.high - clustered.low).toBeGreaterThan(1.3 * (run(1).high - run(1).low));
  });

  it('does not take a separated sample for certainty', () => {
    const apart = { positives: spread(5, 10), negatives: spread(0, 12) };
    expect(aurocBootstrap(apart, { rng: new Rng(1) })).toEqual(auroc(apart));
  });

  it('has not measured nothing, and refuses too few resamples', () => {
    const rng = new Rng(1);
    expect(aurocBootstrap({ positives: [], negatives: [1, 2] }, { rng }).status).toBe('not-measured');
    expect(() => aurocBootstrap(middling, { rng, resamples: 5 })).toThrow(StatisticsError);
  });
});
