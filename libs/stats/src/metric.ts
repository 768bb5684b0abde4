/**
 * What every estimate is: measured with its interval, or not measured with the reason.
 * Empty or degenerate data gives NotMeasured, never 0 and never NaN, so that an audit that measured
 * nothing cannot pass.
 */

/** An estimate with its interval. */
export interface Measured {
  readonly status: 'measured';
  readonly estimate: number;
  /** Ends of the interval, on the scale of the estimate. One-sided intervals end at the edge of that scale. */
  readonly low: number;
  readonly high: number;
  /** Observations (answers, images) behind the estimate. */
  readonly n: number;
  /** Independent units (subjects) behind it; equal to `n` when every observation is its own unit. */
  readonly clusters: number;
  /** Nominal coverage, such as 0.95. */
  readonly confidence: number;
  /** How the interval was computed, such as `wilson` or `clustered-t`. */
  readonly method: string;
}

/** The data cannot answer; `reason` says why, without naming anyone. */
export interface NotMeasured {
  readonly status: 'not-measured';
  readonly reason: string;
}

export type Metric = Measured | NotMeasured;

export function measured(fields: Omit<Measured, 'status'>): Measured {
  return { status: 'measured', ...fields };
}

export function notMeasured(reason: string): NotMeasured {
  return { status: 'not-measured', reason };
}

export function isMeasured<M extends { readonly status: string }>(
  metric: M | NotMeasured,
): metric is Exclude<M, NotMeasured> {
  return metric.status === 'measured';
}

/** Which ends of an interval are in doubt. `upper` bounds from above only: "at most". */
export type Side = 'two-sided' | 'upper' | 'lower';

/** Confidence of the two-sided interval that has the wanted one-sided bound as one of its ends. */
export function twoSidedConfidence(confidence: number, side: Side): number {
  return side === 'two-sided' ? confidence : 2 * confidence - 1;
}
