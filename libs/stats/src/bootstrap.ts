/**
 * Bootstrap intervals for the mean of subjects, by resampling whole subjects (Efron & Tibshirani 1993):
 * percentile, BCa (Efron 1987) and bootstrap-t (their §12.5). Every one needs a seeded Rng.
 */
import type { Rng } from '@palimpsest/tensor';
import type { Ends } from './mean-intervals.js';
import { meanOf, momentsOf } from './moments.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantileOfSorted } from './quantile.js';

export interface Resampling {
  readonly rng: Rng;
  /** At least 1,000 for a 95 % interval; 10,000 in reports. */
  readonly resamples: number;
}

export function percentileInterval(values: readonly number[], confidence: number, resampling: Resampling): Ends {
  return percentilesOf(bootstrapMeans(values, resampling), (1 - confidence) / 2, (1 + confidence) / 2);
}

export function bcaInterval(values: readonly number[], confidence: number, resampling: Resampling): Ends {
  const sum = values.reduce((total, value) => total + value, 0);
  const leftOut = values.map((value) => (sum - value) / (values.length - 1));
  return bcaOf(bootstrapMeans(values, resampling), meanOf(values), leftOut, confidence);
}

/**
 * BCa ends from replicates, sorted ascending, and the estimates with each unit left out once.
 * Ties with the estimate count half, as in scipy: answers are discrete.
 */
export function bcaOf(
  sorted: ArrayLike<number>,
  estimate: number,
  leftOut: readonly number[],
  confidence: number,
): Ends {
  const below = countBelow(sorted, estimate, false);
  const upTo = countBelow(sorted, estimate, true);
  const bias = normalQuantile((below + upTo) / 2 / sorted.length);
  const centre = meanOf(leftOut);
  let squares = 0;
  let cubes = 0;
  for (const value of leftOut) {
    squares += (centre - value) ** 2;
    cubes += (centre - value) ** 3;
  }
  const acceleration = squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
  const adjust = (p: number): number => {
    const shifted = bias + normalQuantile(p);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  if (!Number.isFinite(bias)) return percentilesOf(sorted, (1 - confidence) / 2, (1 + confidence) / 2);
  return percentilesOf(sorted, adjust((1 - confidence) / 2), adjust((1 + confidence) / 2));
}

/**
 * Studentised: ȳ − q s/√k with the quantiles q of (ȳ* − ȳ)/(s*⁄√k). Resamples without spread are drawn again; where
 * all others lie on one side of the mean, the end there is the mean itself, whatever rounding makes of it.
 */
export function bootstrapTInterval(values: readonly number[], confidence: number, resampling: Resampling): Ends {
  const { mean, variance, count } = momentsOf(values);
  const roots = new Float64Array(resampling.resamples);
  for (let index = 0; index < roots.length; index++) {
    for (;;) {
      let sum = 0;
      let squares = 0;
      for (let draw = 0; draw < count; draw++) {
        const deviation = (values[resampling.rng.integer(count)] ?? Number.NaN) - mean;
        sum += deviation;
        squares += deviation * deviation;
      }
      const spread = (squares - (sum * sum) / count) / (count - 1);
      if (spread <= 1e-12 * variance) continue;
      roots[index] = sum / count / Math.sqrt(spread / count);
      break;
    }
  }
  roots.sort();
  const standardError = Math.sqrt(variance / count);
  return {
    low: Math.min(mean, mean - quantileOfSorted(roots, (1 + confidence) / 2) * standardError),
    high: Math.max(mean, mean - quantileOfSorted(roots, (1 - confidence) / 2) * standardError),
  };
}

/** Means of resampled values, sorted ascending. */
export function bootstrapMeans(values: readonly number[], { rng, resamples }: Resampling): Float64Array {
  const means = new Float64Array(resamples);
  for (let index = 0; index < resamples; index++) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[rng.integer(values.length)] ?? Number.NaN;
    means[index] = sum / values.length;
  }
  return means.sort();
}

function percentilesOf(sorted: ArrayLike<number>, low: number, high: number): Ends {
  return { low: quantileOfSorted(sorted, low), high: quantileOfSorted(sorted, high) };
}

/** How many sorted values are below `limit` (or equal to it, within rounding). */
function countBelow(sorted: ArrayLike<number>, limit: number, inclusive: boolean): number {
  const edge = limit + (inclusive ? 1 : -1) * 1e-12 * Math.max(1e-3, Math.abs(limit));
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < edge) low = middle + 1;
    else high = middle;
  }
  return low;
}
