/**
 * The one error of this lib: a call that no data could make right (a confidence of 95 instead of 0.95).
 * Data that allows no answer is not an error: it gives a NotMeasured (metric.ts).
 */
export class StatisticsError extends Error {
  constructor(
    /** The function that refused. */
    readonly where: string,
    readonly problem: string,
  ) {
    super(`${where}: ${problem}`);
    this.name = 'StatisticsError';
  }
}

/** Throws unless `alpha` is a level a claim can be made at: above 0, below one half. */
export function requireLevel(where: string, alpha: number): void {
  if (!(alpha > 0 && alpha < 0.5)) {
    throw new StatisticsError(where, `alpha must be above 0 and below 0.5 (0.05, not 5), got ${alpha}`);
  }
}

/** Throws unless there are resamples enough to say anything about a tail. */
export function requireResamples(where: string, resamples: number): void {
  if (!(Number.isInteger(resamples) && resamples >= 100)) {
    throw new StatisticsError(where, `resamples must be a whole number of at least 100, got ${resamples}`);
  }
}

/** Throws unless `value` is strictly between 0 and 1: confidences, levels, powers. */
export function requireProbability(where: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new StatisticsError(where, `${name} must be between 0 and 1 (0.95, not 95), got ${value}`);
  }
}
