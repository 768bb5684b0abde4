/**
 * What a test could have found: power, the smallest detectable effect, the number of people needed.
 * For one mean difference per subject, one-sided t test, by the non-central t distribution
 * (Johnson & Welch 1940). A "no leak" without its power says nothing (SCIENCE §7.11).
 */
import { binomialUpperTail } from './binomial.js';
import { largestNoncentrality, noncentralTCdf, studentQuantile } from './student-t.js';
import { requireLevel, requireProbability, StatisticsError } from './statistics-error.js';

export interface ClusteredDesign {
  /** Standard deviation of the per-subject differences. */
  readonly deviation: number;
  readonly clusters: number;
  /** One-sided level; 0.05 unless told. */
  readonly alpha?: number;
}

/**
 * Chance that the one-sided test notices a true mean difference of `effect`. For non-inferiority, `effect` is
 * the distance from the margin to the truth.
 * @example clusteredPower({ effect: 0.1, deviation: 0.2, clusters: 48 })
 */
export function clusteredPower({
  effect,
  deviation,
  clusters,
  alpha = 0.05,
}: ClusteredDesign & { effect: number }): number {
  requireDesign('clusteredPower', deviation, clusters, alpha);
  if (!Number.isFinite(effect)) throw new StatisticsError('clusteredPower', `the effect must be finite, got ${effect}`);
  const degrees = clusters - 1;
  const noncentrality = (effect / deviation) * Math.sqrt(clusters);
  const critical = -studentQuantile(alpha, degrees);
  if (noncentrality < -9) return 0; // P(Z > 9) is 1e-19, and T > 0 needs it
  if (noncentrality - 9 > critical * largestSpread(degrees)) return 1;
  // no smaller than that power: the series ends there, and power rises with the shift
  return 1 - noncentralTCdf(critical, degrees, Math.min(noncentrality, largestNoncentrality));
}

/** S = √(χ²_ν / ν) is larger than this with probability e⁻⁴⁰ at most (Laurent & Massart 2000, lemma 1). */
function largestSpread(degrees: number): number {
  return Math.sqrt((degrees + 2 * Math.sqrt(40 * degrees) + 80) / degrees);
}

/**
 * Power of the two-sided equivalence test when the truth is no difference: 2·(one-sided power) − 1, a lower
 * bound that is exact up to the coupling of both sides through the estimated deviation.
 */
export function equivalencePower({ margin, ...design }: ClusteredDesign & { readonly margin: number }): number {
  return Math.max(0, 2 * clusteredPower({ ...design, effect: margin }) - 1);
}

/** The smallest true difference that is noticed with probability `power`; Infinity over a thousand standard errors. */
export function minimumDetectableEffect({
  power = 0.8,
  ...design
}: ClusteredDesign & { readonly power?: number }): number {
  requireProbability('minimumDetectableEffect', 'power', power);
  const { deviation, clusters, alpha = 0.05 } = design;
  requireDesign('minimumDetectableEffect', deviation, clusters, alpha);
  if (power <= alpha) return 0;
  const standardError = deviation / Math.sqrt(clusters);
  const excess = (effect: number): number => clusteredPower({ ...design, effect }) - power;
  let high = 4 * standardError;
  while (excess(high) < 0) {
    high *= 2;
    if (high > largestNoncentrality * standardError) return Infinity;
  }
  return increasingRoot(excess, high);
}

/** The smallest number of subjects with which `effect` is noticed with probability `power`; Infinity over 1,000,000. */
export function clustersNeeded({
  effect,
  deviation,
  alpha = 0.05,
  power = 0.8,
}: Omit<ClusteredDesign, 'clusters'> & { readonly effect: number; readonly power?: number }): number {
  requireProbability('clustersNeeded', 'power', power);
  requireDesign('clustersNeeded', deviation, 2, alpha);
  if (!(effect > 0)) return Infinity;
  const enough = (clusters: number): boolean => clusteredPower({ effect, deviation, clusters, alpha }) >= power;
  let high = 2;
  while (!enough(high)) {
    high *= 2;
    if (high > 1_000_000) return Infinity;
  }
  let low = high / 2; // not enough, or 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Exact power of the one-sided binomial test of independent answers: H₀ rate ≤ `null`, true rate `rate`.
 * `critical` is the smallest count that rejects.
 */
export function binomialPower({
  n,
  nullRate,
  rate,
  alpha = 0.05,
}: {
  readonly n: number;
  readonly nullRate: number;
  readonly rate: number;
  readonly alpha?: number;
}): { readonly critical: number; readonly power: number } {
  requireProbability('binomialPower', 'alpha', alpha);
  const isRate = (value: number): boolean => value >= 0 && value <= 1;
  if (!(Number.isInteger(n) && n > 0 && isRate(nullRate) && isRate(rate))) {
    throw new StatisticsError('binomialPower', `give a whole n and rates in [0, 1], got ${n}, ${nullRate} and ${rate}`);
  }
  let low = 0; // upper tail at low is above alpha
  let high = n + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialUpperTail(middle, n, nullRate) <= alpha) high = middle;
    else low = middle;
  }
  return { critical: high, power: binomialUpperTail(high, n, rate) };
}

function requireDesign(where: string, deviation: number, clusters: number, alpha: number): void {
  requireLevel(where, alpha);
  if (!(deviation > 0 && deviation < Infinity)) {
    throw new StatisticsError(where, `the deviation must be positive and finite, got ${deviation}`);
  }
  if (!(clusters >= 2 && clusters < Infinity))
    throw new StatisticsError(where, `at least two subjects are needed, got ${clusters}`);
}

/** The root of an increasing function in (0, high), by bisection to the last bits. */
function increasingRoot(f: (x: number) => number, high: number): number {
  let [low, top] = [0, high];
  for (let step = 0; step < 200 && top - low > 1e-15 * top; step++) {
    const middle = (low + top) / 2;
    if (f(middle) < 0) low = middle;
    else top = middle;
  }
  return (low + top) / 2;
}
