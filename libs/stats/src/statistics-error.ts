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

/** Throws unless `value` is strictly between 0 and 1: confidences, levels, powers. */
export function requireProbability(where: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new StatisticsError(where, `${name} must be between 0 and 1 (0.95, not 95), got ${value}`);
  }
}
