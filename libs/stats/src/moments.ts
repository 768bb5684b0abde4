/** Sample moments: mean, unbiased variance and the moment skewness g₁ = m₃ / m₂^1.5. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased: divided by count − 1. 0 for a single value. */
  readonly variance: number;
  /** 0 when all values are equal. */
  readonly skewness: number;
}

/** Two passes, so that nearly equal values keep their digits. */
export function momentsOf(values: readonly number[]): Moments {
  const count = values.length;
  const mean = meanOf(values);
  let second = 0;
  let third = 0;
  for (const value of values) {
    const deviation = value - mean;
    second += deviation * deviation;
    third += deviation * deviation * deviation;
  }
  const negligible = second <= count * (1e-14 * Math.max(Math.abs(mean), 1e-300)) ** 2;
  if (negligible) return { count, mean, variance: 0, skewness: 0 };
  const skewness = third / count / (second / count) ** 1.5;
  return { count, mean, variance: count > 1 ? second / (count - 1) : 0, skewness };
}

/** NaN for no values: callers check first. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
