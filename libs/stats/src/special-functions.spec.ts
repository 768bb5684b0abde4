import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/special.json' with { type: 'json' };
import { inverseRegularizedBeta, inverseRegularizedBetaComplement, regularizedBeta } from './beta.js';
import { binomialCdf, binomialUpperTail } from './binomial.js';
import { kolmogorovTail } from './kolmogorov-smirnov.js';
import { logGamma } from './log-gamma.js';
import { normalCdf, normalDensity, normalQuantile } from './normal.js';
import { StatisticsError } from './statistics-error.js';
import { noncentralTCdf, studentCdf, studentQuantile } from './student-t.js';
import { expectClose } from './testing/expect-close.js';

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const shape = fc.double({ min: 0.3, max: 3000, noNaN: true });

describe('golden values of the special functions, 1e-9 relative', () => {
  it('logGamma', () => {
    for (const { x, value } of golden.logGamma) expectClose(logGamma(x), value, `ln Γ(${x})`);
    expect([logGamma(0), logGamma(-1)]).toEqual([Infinity, Number.NaN]);
  });

  it('regularizedBeta', () => {
    for (const { x, a, b, value } of golden.beta) expectClose(regularizedBeta(x, a, b), value, `I_${x}(${a}, ${b})`);
  });

  it('inverseRegularizedBeta', () => {
    for (const { p, a, b, value } of golden.inverseBeta) {
      expectClose(inverseRegularizedBeta(p, a, b), value, `x with I_x(${a}, ${b}) = ${p}`);
    }
  });

  it('binomialCdf and binomialUpperTail, into the far tails', () => {
    for (const { k, n, p, cdf, upper } of golden.binomial) {
      expectClose(binomialCdf(k, n, p), cdf, `P(X ≤ ${k}), n ${n}, p ${p}`);
      expectClose(binomialUpperTail(k, n, p), upper, `P(X ≥ ${k}), n ${n}, p ${p}`);
    }
  });

  it('the normal distribution', () => {
    for (const { x, value } of golden.normalDensity) expectClose(normalDensity(x), value, `φ(${x})`);
    for (const { x, value } of golden.normalCdf) expectClose(normalCdf(x), value, `Φ(${x})`);
    for (const { p, value } of golden.normalQuantile) expectClose(normalQuantile(p), value, `z with Φ(z) = ${p}`);
  });

  it("Student's t", () => {
    for (const { t, v, value } of golden.studentCdf) expectClose(studentCdf(t, v), value, `P(T ≤ ${t}), ν ${v}`);
    for (const { p, v, value } of golden.studentQuantile)
      expectClose(studentQuantile(p, v), value, `t of ${p}, ν ${v}`);
  });

  it('the non-central t, also where it is shifted far', () => {
    for (const { t, v, d, value } of [...golden.noncentralTCdf, ...golden.noncentralTFar]) {
      expectClose(noncentralTCdf(t, v, d), value, `P(T ≤ ${t}), ν ${v}, δ ${d}`);
    }
  });

  it("Kolmogorov's limit", () => {
    for (const { x, value } of golden.kolmogorovTail) expectClose(kolmogorovTail(x), value, `P(K > ${x})`);
  });
});

describe('identities of the special functions', () => {
  it('I_x(a, b) + I_{1−x}(b, a) = 1, rising in x', () => {
    fc.assert(
      fc.property(probability, shape, shape, (x, a, b) => {
        expectClose(regularizedBeta(x, a, b) + regularizedBeta(1 - x, b, a, x), 1, 'sum', { relative: 1e-12 });
        expect(regularizedBeta(Math.min(1, x * 1.01), a, b)).toBeGreaterThanOrEqual(regularizedBeta(x, a, b));
      }),
    );
  });

  it('the quantiles invert the distribution functions', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        const x = inverseRegularizedBeta(p, a, b);
        const complement = inverseRegularizedBetaComplement(p, a, b);
        expectClose(regularizedBeta(x, a, b, complement), p, 'beta');
        expectClose(x + complement, 1, 'x and 1 − x', { relative: 1e-15 });
        expectClose(studentCdf(studentQuantile(p, a), a), p, 'student');
        expectClose(normalCdf(normalQuantile(p)), p, 'normal');
      }),
    );
  });

  it('are symmetric around 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), shape, (t, degrees) => {
        expectClose(normalCdf(t) + normalCdf(-t), 1, 'normal', { relative: 1e-14 });
        expectClose(studentCdf(t, degrees) + studentCdf(-t, degrees), 1, 'student', { relative: 1e-14 });
        expectClose(noncentralTCdf(t, degrees, 0), studentCdf(t, degrees), 'not shifted', { absolute: 1e-12 });
      }),
    );
  });

  it('Student’s t is normal in the limit and exact with as many subjects as anyone can have', () => {
    expectClose(studentQuantile(0.975, 1e9), 1.959963986912, 'ν 1e9'); // z + (z³ + z) / 4ν
    expectClose(studentQuantile(0.975, 1e12), 1.959963984542, 'ν 1e12');
    expectClose(studentQuantile(0.6, 1e9), normalQuantile(0.6), 'beside the middle');
  });

  it('refuse what has no value', () => {
    expect(() => regularizedBeta(0.5, 0, 1)).toThrow(StatisticsError);
    expect(() => regularizedBeta(0.5, Infinity, 1)).toThrow(StatisticsError);
    expect(() => regularizedBeta(1.5, 1, 1)).toThrow(StatisticsError);
    expect(() => inverseRegularizedBeta(-0.1, 1, 1)).toThrow(StatisticsError);
    expect(() => studentQuantile(1, 5)).toThrow(StatisticsError);
    expect(() => noncentralTCdf(1, 5, 2000)).toThrow(StatisticsError);
  });
});
