/**
 * What a test could have found: power, the smallest detectable effect, the number of people needed.
 * For one mean difference per subject, one-sided t test, by the non-central t distribution
 * (Johnson & Welch 1940). A "no leak" without its power says nothing (SCIENCE §7.11).
 */
import { binomialUpperTail } from './binomial.js';
import { noncentralTCdf, studentQuantile } from './student-t.js';
import { requireProbability, StatisticsError } from './statistics-error.js';

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
  const noncentrality = (effect / deviation) * Math.sqrt(clusters);
  if (noncentrality > 37) return 1;
  if (noncentrality < -37) return 0;
  const critical = studentQuantile(1 - alpha, clusters - 1);
  return 1 - noncentralTCdf(critical, clusters - 1, noncentrality);
}

/**
 * Power of the two-sided equivalence test when the truth is no difference: 2·(one-sided power) − 1, a lower
 * bound that is exact up to the coupling of both sides through the estimated deviation.
 */
export function equivalencePower({ margin, ...design }: ClusteredDesign & { readonly margin: number }): number {
  return Math.max(0, 2 * clusteredPower({ ...design, effect: margin }) - 1);
}

/** The smallest true difference that is noticed with probability `power`. */
export function minimumDetectableEffect({
  power = 0.8,
  ...design
}: ClusteredDesign & { readonly power?: number }): number {
  requireProbability('minimumDetectableEffect', 'power', power);
  if (power <= (design.alpha ?? 0.05)) return 0;
  const { deviation, clusters } = design;
  return increasingRoot(
    (effect) => clusteredPower({ ...design, effect }) - power,
    (37 * deviation) / Math.sqrt(clusters),
  );
}

/** The smallest number of subjects with which `effect` is noticed with probability `power`; Infinity over 1,000,000. */
export function clustersNeeded({
  effect,
  deviation,
  alpha = 0.05,
  power = 0.8,
}: Omit<ClusteredDesign, 'clusters'> & { readonly effect: number; readonly power?: number }): number {
  requireProbability('clustersNeeded', 'power', power);
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
  requireProbability(where, 'alpha', alpha);
  if (!(deviation > 0)) throw new StatisticsError(where, `the deviation must be positive, got ${deviation}`);
  if (!(clusters >= 2)) throw new StatisticsError(where, `at least two subjects are needed, got ${clusters}`);
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
