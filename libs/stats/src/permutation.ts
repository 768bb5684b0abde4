/**
 * Paired permutation test by flipping the signs of whole subjects (Fisher 1935; Good 2005 §3.2): if target and
 * control are exchangeable within a subject, every pattern of signs is as likely as the observed one.
 * Exact whenever it can be: differences of rates are multiples of a common unit, so the distribution of their
 * signed sum is a convolution; otherwise all 2^k patterns for k ≤ 20, else Monte Carlo with the +1 correction
 * (Phipson & Smyth 2010), which never gives p = 0. Draws give no p below 1 / (draws + 1), too coarse for a large
 * family of tests: there irregular differences can be rounded to a common unit instead. Rounding is an odd function,
 * so what is symmetric stays symmetric and the test stays exact.
 */
import type { Rng } from '@palimpsest/tensor';
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import { requireResamples, StatisticsError } from './statistics-error.js';

export type Alternative = 'greater' | 'less' | 'two-sided';

/** The outcome of a test. */
export interface TestResult {
  readonly status: 'measured';
  readonly p: number;
  /** The tested quantity, such as the mean difference. */
  readonly statistic: number;
  readonly n: number;
  readonly method: string;
}

export interface PermutationOptions {
  readonly alternative?: Alternative;
  /** The difference under the null hypothesis; 0 tests for any difference, the leak floor for a relevant one. */
  readonly margin?: number;
  /** Needed only when no exact way applies; then a missing one is an error. */
  readonly rng?: Rng;
  readonly resamples?: number;
  /** What to do with more than 20 differences without a common unit; `round` draws only where there are too many to round. */
  readonly irregular?: 'draw' | 'round';
}

/** Tests the mean of one difference per subject. Exact under symmetry around the margin. */
export function pairedPermutation(
  differences: readonly number[],
  options: PermutationOptions = {},
): TestResult | NotMeasured {
  const { alternative = 'greater', margin = 0, rng, resamples = 100_000, irregular = 'draw' } = options;
  if (!Number.isFinite(margin))
    throw new StatisticsError('pairedPermutation', `the margin must be finite, got ${margin}`);
  if (differences.length === 0) return notMeasured('no pairs');
  if (differences.some((value) => !Number.isFinite(value))) return notMeasured('some differences are not finite');
  const shifted = differences.map((value) => (alternative === 'less' ? margin - value : value - margin));
  const largest = shifted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const rounding = Math.max(1e-12 * largest, 1e-15);
  const magnitudes = shifted.map(Math.abs).filter((value) => value > rounding);
  const sum = shifted.reduce((total, value) => total + value, 0);
  const observed = alternative === 'two-sided' ? Math.abs(sum) : sum;
  const rounded = irregular === 'round' ? roundedTail(magnitudes, shifted, alternative) : null;
  const { tail, method } = rounded ?? tailProbability(magnitudes, observed, rng, resamples);
  const p = alternative === 'two-sided' ? Math.min(1, 2 * tail) : tail;
  const statistic = differences.reduce((total, value) => total + value, 0) / differences.length;
  return { status: 'measured', p, statistic, n: differences.length, method };
}

/** P(signed sum of the magnitudes ≥ observed). */
function tailProbability(
  magnitudes: readonly number[],
  observed: number,
  rng: Rng | undefined,
  resamples: number,
): { readonly tail: number; readonly method: string } {
  const units = commonUnits(magnitudes);
  if (units) return { tail: latticeTail(units.counts, observed / units.unit), method: 'sign-flip-exact' };
  if (magnitudes.length <= 20) return { tail: enumeratedTail(magnitudes, observed), method: 'sign-flip-exact' };
  if (!rng) {
    throw new StatisticsError('pairedPermutation', `${magnitudes.length} irregular differences need a seeded rng`);
  }
  requireResamples('pairedPermutation', resamples);
  return { tail: sampledTail(magnitudes, observed, rng, resamples), method: 'sign-flip-monte-carlo' };
}

/** Null where the differences need no rounding, or no unit is both fine and cheap enough. */
function roundedTail(
  magnitudes: readonly number[],
  signed: readonly number[],
  alternative: Alternative,
): { readonly tail: number; readonly method: string } | null {
  if (magnitudes.length <= 20 || commonUnits(magnitudes)) return null;
  const largest = Math.max(...magnitudes);
  const total = magnitudes.reduce((sum, value) => sum + value / largest, 0);
  const parts = fineness.find((candidate) => total * candidate * magnitudes.length < 4e6);
  if (parts === undefined) return null;
  const counts = signed.map((value) => Math.sign(value) * Math.round((Math.abs(value) / largest) * parts));
  const sum = counts.reduce((all, count) => all + count, 0);
  const observed = alternative === 'two-sided' ? Math.abs(sum) : sum;
  return { tail: latticeTail(counts.map(Math.abs), observed), method: 'sign-flip-rounded' };
}

/** Parts of the largest difference: the finest that stays cheap. */
const fineness = [1024, 512, 256, 128] as const;

/** Magnitudes as whole multiples of 1/d for a small d, or null. */
function commonUnits(magnitudes: readonly number[]): { readonly unit: number; readonly counts: number[] } | null {
  for (let d = 1; d <= 4096; d++) {
    if (!magnitudes.every((value) => isWholeMultiple(value * d))) continue;
    const counts = magnitudes.map((value) => Math.round(value * d));
    const cells = counts.reduce((total, count) => total + count, 0);
    return cells * magnitudes.length < 2e7 ? { unit: 1 / d, counts } : null;
  }
  return null;
}

function isWholeMultiple(value: number): boolean {
  const whole = Math.round(value);
  return whole > 0 && Math.abs(value - whole) < 1e-9;
}

/**
 * Σ ±count = 2 · (sum of those with a plus) − total, and each has a plus with chance ½: the distribution of that
 * sum, item by item, in place from the top down.
 */
function latticeTail(counts: readonly number[], observed: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const distribution = new Float64Array(total + 1);
  distribution[0] = 1;
  let reached = 0;
  for (const count of counts) {
    reached += count;
    for (let sum = reached; sum >= 0; sum--) {
      const without = distribution[sum] ?? 0;
      const withPlus = sum >= count ? (distribution[sum - count] ?? 0) : 0;
      distribution[sum] = (without + withPlus) / 2;
    }
  }
  const least = Math.ceil((Math.round(observed) + total) / 2);
  return Math.min(
    1,
    distribution.subarray(least).reduce((tail, chance) => tail + chance, 0),
  );
}

/** All patterns in Gray-code order: one sign changes at a time. */
function enumeratedTail(magnitudes: readonly number[], observed: number): number {
  const signs = magnitudes.map(() => -1);
  const patterns = 2 ** magnitudes.length;
  const tolerance = tieTolerance(magnitudes);
  let sum = -magnitudes.reduce((total, value) => total + value, 0);
  let reached = sum >= observed - tolerance ? 1 : 0;
  for (let pattern = 1; pattern < patterns; pattern++) {
    const changed = 31 - Math.clz32(pattern & -pattern);
    const sign = -(signs[changed] ?? 0);
    signs[changed] = sign;
    sum += 2 * sign * (magnitudes[changed] ?? 0);
    if (sum >= observed - tolerance) reached++;
  }
  return reached / patterns;
}

function sampledTail(magnitudes: readonly number[], observed: number, rng: Rng, resamples: number): number {
  const tolerance = tieTolerance(magnitudes);
  let reached = 0;
  for (let index = 0; index < resamples; index++) {
    let sum = 0;
    for (const magnitude of magnitudes) sum += rng.uniform() < 0.5 ? magnitude : -magnitude;
    if (sum >= observed - tolerance) reached++;
  }
  return (reached + 1) / (resamples + 1);
}

/** Sums that close are the same sum, added up in another order. */
function tieTolerance(magnitudes: readonly number[]): number {
  return 1e-10 * magnitudes.reduce((total, value) => total + value, 0);
}
