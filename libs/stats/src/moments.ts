/** Sample moments: mean, unbiased variance and the moment skewness g₁ = m₃ / m₂^1.5. */
import { StatisticsError } from './statistics-error.js';

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased: divided by count − 1. 0 for a single value. */
  readonly variance: number;
  /** 0 when all values are equal. */
  readonly skewness: number;
}

/**
 * Two passes, so that nearly equal values keep their digits. Spread within 1e-14 of the values' size is rounding and
 * counts as none; `scale` is that size where the values are differences of larger ones (1 for rates).
 */
export function momentsOf(values: readonly number[], { scale = 0 } = {}): Moments {
  const count = values.length;
  if (count === 0) throw new StatisticsError('momentsOf', 'no values have no moments; check for them first');
  const mean = meanOf(values);
  let second = 0;
  let third = 0;
  for (const value of values) {
    const deviation = value - mean;
    second += deviation * deviation;
    third += deviation * deviation * deviation;
  }
  const negligible = Math.sqrt(second / count) <= 1e-14 * Math.max(Math.abs(mean), scale);
  if (negligible) return { count, mean, variance: 0, skewness: 0 };
  const skewness = third / count / (second / count) ** 1.5;
  return { count, mean, variance: count > 1 ? second / (count - 1) : 0, skewness };
}

/** NaN for no values: callers check first. The second pass takes back what adding up a million values rounds away. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  const rough = sum / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}
