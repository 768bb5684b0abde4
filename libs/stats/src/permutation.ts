/**
 * Paired permutation test by flipping the signs of whole subjects (Fisher 1935; Good 2005 §3.2): if target and
 * control are exchangeable within a subject, every pattern of signs is as likely as the observed one.
 * Exact whenever it can be: differences of rates are multiples of a common unit, so the distribution of their
 * signed sum is a convolution; otherwise all 2^k patterns for k ≤ 20, else Monte Carlo with the +1 correction
 * (Phipson & Smyth 2010), which never gives p = 0.
 */
import type { Rng } from '@palimpsest/tensor';
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import { StatisticsError } from './statistics-error.js';

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
}

/** Tests the mean of one difference per subject. Exact under symmetry around the margin. */
export function pairedPermutation(
  differences: readonly number[],
  options: PermutationOptions = {},
): TestResult | NotMeasured {
  const { alternative = 'greater', margin = 0, rng, resamples = 100_000 } = options;
  if (differences.length === 0) return notMeasured('no pairs');
  if (differences.some((value) => !Number.isFinite(value))) return notMeasured('some differences are not finite');
  const shifted = differences.map((value) => (alternative === 'less' ? margin - value : value - margin));
  const magnitudes = shifted.map(Math.abs).filter((value) => value > 1e-12);
  const sum = shifted.reduce((total, value) => total + value, 0);
  const observed = alternative === 'two-sided' ? Math.abs(sum) : sum;
  const { tail, method } = tailProbability(magnitudes, observed, rng, resamples);
  const p =
    alternative === 'two-sided' && observed > 1e-12 ? Math.min(1, 2 * tail) : alternative === 'two-sided' ? 1 : tail;
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
  return { tail: sampledTail(magnitudes, observed, rng, resamples), method: 'sign-flip-monte-carlo' };
}

/** Magnitudes as whole multiples of 1/d for a small d, or null. */
function commonUnits(magnitudes: readonly number[]): { readonly unit: number; readonly counts: number[] } | null {
  for (let d = 1; d <= 4096; d++) {
    const counts = magnitudes.map((value) => Math.round(value * d));
    const exact = magnitudes.every((value, index) => Math.abs(value * d - (counts[index] ?? 0)) < 1e-9);
    const cells = counts.reduce((total, count) => total + count, 0);
    if (exact) return cells * magnitudes.length < 2e7 ? { unit: 1 / d, counts } : null;
  }
  return null;
}

/** Distribution of Σ ±count by convolution; index i stands for the sum i − total. */
function latticeTail(counts: readonly number[], observed: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let distribution = new Float64Array(2 * total + 1);
  distribution[total] = 1;
  for (const count of counts) {
    const next = new Float64Array(distribution.length);
    for (let index = 0; index < distribution.length; index++) {
      const half = (distribution[index] ?? 0) / 2;
      if (half === 0) continue;
      next[index + count] = (next[index + count] ?? 0) + half;
      next[index - count] = (next[index - count] ?? 0) + half;
    }
    distribution = next;
  }
  let tail = 0;
  for (let index = Math.round(observed) + total; index < distribution.length; index++) tail += distribution[index] ?? 0;
  return Math.min(1, tail);
}

/** All patterns in Gray-code order: one sign changes at a time. */
function enumeratedTail(magnitudes: readonly number[], observed: number): number {
  const signs = magnitudes.map(() => -1);
  const patterns = 2 ** magnitudes.length;
  const tolerance = 1e-10 * Math.max(1, Math.abs(observed));
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
  const tolerance = 1e-10 * Math.max(1, Math.abs(observed));
  let reached = 0;
  for (let index = 0; index < resamples; index++) {
    let sum = 0;
    for (const magnitude of magnitudes) sum += rng.uniform() < 0.5 ? magnitude : -magnitude;
    if (sum >= observed - tolerance) reached++;
  }
  return (reached + 1) / (resamples + 1);
}
