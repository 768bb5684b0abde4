/**
 * The regularised incomplete beta function and its inverse: everything binomial and Student rests on it.
 * Continued fraction by Lentz's method (Didonato & Morris 1992; Press et al. §6.4) times a prefactor in
 * Loader's saddle-point form, which keeps full precision for large parameters and far tails
 * (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000).
 */
import { stirlingError } from './log-gamma.js';
import { StatisticsError } from './statistics-error.js';

/**
 * I_x(a, b) = P(Beta(a, b) ≤ x), with a, b > 0 and x in [0, 1].
 * Give `complement` = 1 − x when it is known more precisely than the subtraction would be.
 * For the upper tail use I_{1−x}(b, a): no digits are lost.
 */
export function regularizedBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (!(a > 0 && b > 0)) throw new StatisticsError('regularizedBeta', `parameters must be positive, got ${a} and ${b}`);
  if (!(x >= 0 && x <= 1)) throw new StatisticsError('regularizedBeta', `x must be in [0, 1], got ${x}`);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const belowBulk = x < (a + 1) / (a + b + 2);
  return belowBulk ? tail(x, complement, a, b) : 1 - tail(complement, x, b, a);
}

function tail(x: number, y: number, a: number, b: number): number {
  return (powerTerm(x, y, a, b) * continuedFraction(x, a, b)) / a;
}

/** x^a y^b / B(a, b) with y = 1 − x. */
function powerTerm(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x, y * a - x * b) -
    deviance(b, n * y, x * b - y * a);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/** k ln(k / m) + m − k without cancellation when k ≈ m; `excess` is k − m, computed without rounding m first. */
function deviance(k: number, m: number, excess: number): number {
  if (Math.abs(excess) > 0.1 * (k + m)) return k * Math.log(k / m) - excess;
  const v = excess / (k + m);
  let sum = excess * v;
  let term = 2 * k * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let result = d;
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    result *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    result *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) return result;
  }
  throw new StatisticsError('regularizedBeta', `no convergence for x = ${x}, a = ${a}, b = ${b}`);
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x with I_x(a, b) = p, for p in [0, 1]. */
export function inverseRegularizedBeta(p: number, a: number, b: number): number {
  const { x, isComplement } = quantile(p, 1 - p, a, b);
  return isComplement ? 1 - x : x;
}

/** The 1 − x with I_x(a, b) = p, precise also when x is close to 1. */
export function inverseRegularizedBetaComplement(p: number, a: number, b: number): number {
  const { x, isComplement } = quantile(p, 1 - p, a, b);
  return isComplement ? x : 1 - x;
}

/** Solves on the side of the distribution where the probability is the smaller one. */
function quantile(p: number, q: number, a: number, b: number): { readonly x: number; readonly isComplement: boolean } {
  if (!(p >= 0 && p <= 1)) throw new StatisticsError('inverseRegularizedBeta', `p must be in [0, 1], got ${p}`);
  const mean = a / (a + b);
  const isComplement = p > regularizedBeta(mean, a, b);
  const x = isComplement ? lowerQuantile(q, b, a, 1 - mean) : lowerQuantile(p, a, b, mean);
  return { x, isComplement };
}

/** Newton on ln I against ln x, kept inside a bracket: ln I is nearly linear in ln x in the lower tail. */
function lowerQuantile(p: number, a: number, b: number, mean: number): number {
  if (p <= 0) return 0;
  let low = -745; // ln of the smallest positive double
  let high = Math.log(mean);
  let u = high;
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(u);
    const value = regularizedBeta(x, a, b);
    if (value > p) high = u;
    else low = u;
    const slope = powerTerm(x, 1 - x, a, b) / (1 - x) / value;
    const newton = u - (Math.log(value) - Math.log(p)) / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - u) < 1e-16 * Math.max(1, Math.abs(u)) || next === u) return Math.exp(next);
    u = next;
  }
  return Math.exp(u);
}
