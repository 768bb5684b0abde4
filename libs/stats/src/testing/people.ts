/** Made-up people for property tests, and unwrapping of what must have been measured. */
import fc from 'fast-check';
import type { Cluster } from '../clusters.js';
import type { Measured, Metric, NotMeasured } from '../metric.js';

/** Counts of right answers of two people or more; `answers` each. */
export function people({ least = 2, most = 60, answers = 32 } = {}): fc.Arbitrary<Cluster[]> {
  return fc
    .array(fc.integer({ min: 0, max: answers }), { minLength: least, maxLength: most })
    .map((counts) => peopleWith(counts, answers));
}

/** One person per count, named by their place. */
export function peopleWith(counts: readonly number[], n: number): Cluster[] {
  return counts.map((total, index) => ({ id: `person ${index}`, total, n }));
}

export const confidences: fc.Arbitrary<number> = fc.double({ min: 0.5, max: 0.999, noNaN: true });

/** Throws the reason when nothing was measured. */
export function the<M extends { readonly status: 'measured' } = Measured>(outcome: M | NotMeasured): M {
  if (outcome.status === 'not-measured') throw new Error(`not measured: ${outcome.reason}`);
  return outcome;
}

export function width(metric: Metric): number {
  const { low, high } = the(metric);
  return high - low;
}
