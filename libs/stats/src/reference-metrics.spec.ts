/** Metrics of a target against models retrained without the data, held against scipy, scikit-learn and NumPy. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/reference-metrics.json' with { type: 'json' };
import { forgetQuality } from './forget-quality.js';
import { gaussianKlom } from './gaussian-klom.js';
import { harmonicMean } from './harmonic-mean.js';
import { jackknife } from './jackknife.js';
import { klomOfMargins, marginOf } from './klom.js';
import { meanOf } from './moments.js';
import { privacyLeak, privacyLeakOf } from './privacy-leak.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { simulateCoverage } from './testing/simulate-coverage.js';
import { the } from './testing/people.js';
import { forgetTruthRatio, logTruthRatio, retainTruthRatio, valueLikelihoods } from './truth-ratio.js';

const margins = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('truth ratio', () => {
  it('agrees with the published formula in extended precision, 1e-9 relative', () => {
    for (const { truth, others, logRatio, forget, retain, margin } of golden.truthRatio) {
      const likelihoods = valueLikelihoods(truth, others);
      if (!likelihoods) throw new Error('no likelihoods');
      expectClose(logTruthRatio(likelihoods), logRatio, 'log R');
      expectClose(forgetTruthRatio(logRatio), forget, 'min(R, 1/R)');
      expectClose(retainTruthRatio(logRatio), retain, 'max(0, 1 − R)');
      expectClose(marginOf(likelihoods, others.length + 1), margin, 'margin');
    }
  });

  it('is 1 for who cannot tell the values apart, and near 0 for who knows or denies', () => {
    const of = (truth: number) => forgetTruthRatio(logTruthRatio(valueLikelihoods(truth, [-2, -2]) ?? never()));
    expect([of(-2), of(-0.01) < 0.2, of(-9) < 0.001]).toEqual([1, true, true]);
  });

  it('is not there without other values or with a likelihood that is no number', () => {
    expect([valueLikelihoods(-1, []), valueLikelihoods(Number.NaN, [-1]), valueLikelihoods(-1, [-Infinity])]).toEqual([
      ...[null, null, null],
    ]);
  });

  it('does not overflow for answers of thousands of tokens', () => {
    expect(logTruthRatio(valueLikelihoods(-5000, [-4000, -4000]) ?? never())).toBeCloseTo(1000, 9);
  });
});

const never = (): never => {
  throw new Error('no likelihoods');
};

describe('forgetQuality', () => {
  it('is scipy’s exact p over the ratios themselves', () => {
    for (const { unlearned, retrained, statistic, p } of golden.forgetQuality) {
      const test = the(forgetQuality(unlearned, retrained));
      expectClose(test.statistic, statistic, 'distance');
      expectClose(test.p, p, 'p');
    }
  });
});

describe('privacyLeak', () => {
  it('agrees with areas of scikit-learn; its interval is the jackknife over people', () => {
    for (const { shares, auc, referenceAuc, leak, interval } of golden.privacyLeak) {
      expectClose(privacyLeak(auc, referenceAuc) ?? Number.NaN, leak, 'PrivLeak');
      const people = shares.map(([target = Number.NaN, reference = Number.NaN]) => ({ target, reference }));
      const metric = the(privacyLeakOf(people));
      expectClose(metric.estimate, leak, 'PrivLeak of people');
      expectEnds(metric, interval, 'interval');
    }
  });

  it('is 0 against oneself, negative where members are still recognised, positive where they stand out', () => {
    expect([privacyLeak(0.6, 0.6), privacyLeak(1, 0.5), privacyLeak(0, 0.5)]).toEqual([0, -100, 100]);
  });

  it('has nothing to divide by when the reference recognises everybody', () => {
    expect(privacyLeak(0.7, 1)).toBeNull();
    expect(privacyLeakOf([0, 1].map(() => ({ target: 0.5, reference: 1 })))).toMatchObject({ status: 'not-measured' });
    expect(privacyLeakOf([])).toEqual({ status: 'not-measured', reason: 'no subjects' });
  });
});

describe('harmonicMean', () => {
  it('agrees with scipy', () => {
    for (const { values, mean } of golden.harmonicMean) expectClose(harmonicMean(values) ?? Number.NaN, mean, 'mean');
  });

  it('is 0 with a 0, and not there without values or for what is no share', () => {
    expect([harmonicMean([0.9, 0]), harmonicMean([]), harmonicMean([-1]), harmonicMean([Number.NaN])]).toEqual([
      ...[0, null, null, null],
    ]);
  });
});

describe('jackknife', () => {
  it('agrees with NumPy on the harmonic mean of three columns of people', () => {
    for (const { people, confidence, estimate, interval } of golden.jackknife) {
      const columns = (rows: readonly (readonly number[])[]) =>
        harmonicMean([0, 1, 2].map((column) => meanOf(rows.map((row) => row[column] ?? Number.NaN)))) ?? Number.NaN;
      const metric = the(jackknife(people, columns, { confidence }));
      expectClose(metric.estimate, estimate, 'estimate');
      expectEnds(metric, interval, 'interval');
    }
  });

  it('covers a ratio of means about as often as promised: 2,000 draws of 40 people at 95 %', () => {
    const truth = 100 * (0.25 / 0.5 - 1); // shares are uniform in [½, 1] under the target and in [0, 1] under the reference
    const { covered } = simulateCoverage('privacy leak', truth, 2000, (rng) => {
      const people = Array.from({ length: 40 }, () => ({
        target: 0.5 + rng.uniform() / 2,
        reference: rng.uniform(),
      }));
      return the(privacyLeakOf(people));
    });
    expect(covered).toBeGreaterThan(0.935);
    expect(covered).toBeLessThan(0.965);
  });

  it('stays above -100 where members are recognised nearly always', () => {
    const people = [0.999, 1, 1, 0.2].map((target) => ({ target: Math.max(target, 0.99), reference: target / 2 }));
    expect(the(privacyLeakOf(people)).low).toBeGreaterThanOrEqual(-100);
  });

  it('has not measured one person, nor what has no value without one of them', () => {
    expect(jackknife([1], meanOf)).toEqual({ status: 'not-measured', reason: 'a single subject has no interval' });
    expect(jackknife([1, 2], ([first]) => 1 / ((first ?? 1) - 2))).toMatchObject({ status: 'not-measured' });
  });
});

describe('klomOfMargins', () => {
  it('agrees with NumPy’s histogram and scipy’s entropy, 1e-9 relative', () => {
    for (const { retrained, unlearned, klom } of golden.klom) {
      expectClose(klomOfMargins(retrained, unlearned) ?? Number.NaN, klom, 'KLoM', { absolute: 1e-12 });
    }
  });

  it('is 0 for a sample and itself, and never below', () => {
    fc.assert(
      fc.property(margins, margins, (one, two) => {
        expect(klomOfMargins(one, one)).toBeCloseTo(0, 12);
        expect(klomOfMargins(one, two)).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it('is not there without margins', () => {
    expect([klomOfMargins([], [1]), klomOfMargins([1], []), klomOfMargins([Number.NaN], [1])]).toEqual([
      ...[null, null, null],
    ]);
  });
});

describe('gaussianKlom', () => {
  it('agrees with NumPy', () => {
    for (const { target, references, distances } of golden.gaussianKlom) {
      const found = gaussianKlom(target, references) ?? [];
      expect(found).toHaveLength(distances.length);
      found.forEach((distance, at) => expectClose(distance, distances[at] ?? Number.NaN, `question ${at}`));
    }
  });

  it('is not there for one reference, or for references that agree in everything', () => {
    expect(gaussianKlom([1, 2], [[1, 2]])).toBeNull();
    expect(gaussianKlom([1, 2], [[0, 0], [0, 0]])).toBeNull(); // prettier-ignore
    expect(gaussianKlom([1, 2], [[0, 0], [0]])).toBeNull(); // prettier-ignore
  });
});
