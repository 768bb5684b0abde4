/** A straight line through samples, and how sure it is. */

export interface Sample {
  readonly minute: number;
  readonly value: number;
}

export interface Slope {
  readonly perMinute: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
}

/**
 * b = Σ(x−x̄)(y−ȳ)/Σ(x−x̄)², s² = Σ residuals²/(n−2), b ± t·s/√Σ(x−x̄)². Samples should be far enough apart not to
 * resemble their neighbours.
 * @returns null for fewer than four
 */
export function slopeOf(samples: readonly Sample[]): Slope | null {
  const n = samples.length;
  if (n < 4) return null;
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / n;
  const [x, y] = [mean(({ minute }) => minute), mean(({ value }) => value)];
  const spread = samples.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  const perMinute = samples.reduce((sum, { minute, value }) => sum + (minute - x) * (value - y), 0) / spread;
  const squares = samples.reduce((sum, { minute, value }) => sum + (value - y - perMinute * (minute - x)) ** 2, 0);
  const margin = (studentT[n - 2] ?? 2) * Math.sqrt(squares / (n - 2) / spread);
  return { perMinute, interval: [perMinute - margin, perMinute + margin] };
}

/** Quantiles at 0.975 by degrees of freedom. */
const studentT: readonly number[] = [
  ...[NaN, 12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13],
  ...[2.12, 2.11, 2.1, 2.09, 2.09],
];
