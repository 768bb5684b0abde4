/**
 * Quantile of sorted values by linear interpolation between order statistics
 * (Hyndman & Fan 1996, type 7: the default of numpy and R).
 */
import { StatisticsError } from './statistics-error.js';

export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new StatisticsError('quantileOfSorted', 'no values have no quantiles');
  if (!(p >= 0 && p <= 1)) throw new StatisticsError('quantileOfSorted', `p must be in [0, 1], got ${p}`);
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (position - below) * (high - low);
}
