/**
 * The regularised incomplete beta function and its inverse: everything binomial and Student rests on it.
 * The continued fraction of Didonato & Morris ("Algorithm 708", 1992) under a density in Loader's saddle-point form
 * (deviance.ts), which keeps full precision for large parameters and far tails.
 */
import { deviance } from './deviance.js';
import { stirlingError } from './log-gamma.js';
import { StatisticsError } from './statistics-error.js';

/**
 * I_x(a, b) = P(Beta(a, b) ≤ x), with a, b > 0 and x in [0, 1].
 * Give `complement` = 1 − x when it is known more precisely than the subtraction would be.
 * For the upper tail use I_{1−x}(b, a): no digits are lost.
 */
export function regularizedBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (!(a > 0 && b > 0 && a + b < Infinity)) {
    throw new StatisticsError('regularizedBeta', `parameters must be positive and finite, got ${a} and ${b}`);
  }
  if (!(x >= 0 && x <= 1)) throw new StatisticsError('regularizedBeta', `x must be in [0, 1], got ${x}`);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const isBelowMean = complement * a >= x * b;
  return isBelowMean ? lowerTail(x, complement, a, b) : 1 - lowerTail(complement, x, b, a);
}

/** For x up to the mean; y = 1 − x. */
function lowerTail(x: number, y: number, a: number, b: number): number {
  return powerTerm(x, y, a, b) / continuedFraction(x, y, a, b);
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

/**
 * β₁ + α₂/(β₂ + α₃/(β₃ + …)) of Didonato & Morris (1992), equation 9, by Lentz's method. It depends on x through
 * λ = a − (a + b)x = ay − bx, which keeps its digits where x is next to 1.
 */
function continuedFraction(x: number, y: number, a: number, b: number): number {
  const lambda = a * y - b * x;
  const beta = (n: number): number =>
    n + (n * (b - n) * x) / (a + 2 * n - 1) + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y));
  let result = nonZero((a / (a + 1)) * (lambda + 1));
  let c = result;
  let d = 0;
  for (let n = 1; n <= 100_000; n++) {
    const root = x / (a + 2 * n - 1);
    const alpha = (a + n - 1) * (a + b + n - 1) * n * (b - n) * root * root;
    d = 1 / nonZero(beta(n) + alpha * d);
    c = nonZero(beta(n) + alpha / c);
    result *= c * d;
    if (Math.abs(c * d - 1) < 4e-16) return result;
  }
  throw new StatisticsError('regularizedBeta', `no convergence for x = ${x}, a = ${a}, b = ${b}`);
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** The x with I_x(a, b) = p, for p in [0, 1]. */
export function inverseRegularizedBeta(p: number, a: number, b: number): number {
  return quantile(p, a, b).x;
}

/** The 1 − x with I_x(a, b) = p, precise also when x is close to 1. */
export function inverseRegularizedBetaComplement(p: number, a: number, b: number): number {
  return quantile(p, a, b).complement;
}

interface Point {
  readonly x: number;
  /** 1 − x with all its digits. */
  readonly complement: number;
}

/** Solves on the side of the distribution where the probability is the smaller one. */
function quantile(p: number, a: number, b: number): Point {
  if (!(p >= 0 && p <= 1)) throw new StatisticsError('inverseRegularizedBeta', `p must be in [0, 1], got ${p}`);
  const isUpper = p > regularizedBeta(a / (a + b), a, b, b / (a + b));
  if (!isUpper) return lowerQuantile(p, a, b);
  const { x, complement } = lowerQuantile(1 - p, b, a);
  return { x: complement, complement: x };
}

/** Newton on ln I against u = ln x, kept inside a bracket: ln I is nearly linear in ln x in the lower tail. */
function lowerQuantile(p: number, a: number, b: number): Point {
  if (p <= 0) return { x: 0, complement: 1 };
  let low = -745; // ln of the smallest positive double
  let high = Math.log1p(-b / (a + b)); // ln of the mean
  let u = high;
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(u);
    const complement = -Math.expm1(u);
    const value = regularizedBeta(x, a, b, complement);
    if (value > p) high = u;
    else low = u;
    const slope = powerTerm(x, complement, a, b) / complement / value;
    const newton = u - (Math.log(value) - Math.log(p)) / slope;
    if (Math.abs(newton - u) <= 4e-16 * Math.abs(u)) break;
    u = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return { x: Math.exp(u), complement: -Math.expm1(u) };
}
