/**
 * Leak beyond the highest control. With θ_j = target − control_j, the leak is θ = min_j θ_j, and claiming
 * θ > 0 needs every θ_j > 0: an intersection–union test (Berger 1982), whose p is the largest of the p_j,
 * with no correction for their number. Likewise min_j low_j is a valid lower end and max_j high_j a valid
 * upper end of θ whichever control is truly the highest, because θ is one of the θ_j.
 */
import type { ClusteredDifference } from './difference.js';
import { measured, notMeasured } from './metric.js';
import type { Measured, NotMeasured } from './metric.js';

export interface NamedComparison {
  readonly name: string;
  readonly result: ClusteredDifference | NotMeasured;
}

export interface LeakBeyondControls {
  readonly status: 'measured';
  /** Target minus the highest control, with the cautious interval over all controls. */
  readonly leak: Measured;
  /** p of the claim that the target exceeds every control. */
  readonly p: number;
  /** The largest of the one-sided upper bounds. */
  readonly upperBound: number;
  /** The control with the smallest difference. */
  readonly binding: string;
}

/**
 * A control that could not be measured makes the whole leak not measured: it might have been the highest.
 * @example maximumOverControls([{ name: 'reference', result }, { name: 'prior', result: other }])
 */
export function maximumOverControls(comparisons: readonly NamedComparison[]): LeakBeyondControls | NotMeasured {
  const results: { readonly name: string; readonly result: ClusteredDifference }[] = [];
  for (const { name, result } of comparisons) {
    if (result.status === 'not-measured') return notMeasured(`control ${name}: ${result.reason}`);
    results.push({ name, result });
  }
  const [first, ...others] = results;
  if (!first) return notMeasured('no controls');
  const binding = others.reduce(
    (lowest, next) => (next.result.difference.estimate < lowest.result.difference.estimate ? next : lowest),
    first,
  );
  const all = results.map(({ result }) => result);
  const leak = measured({
    ...binding.result.difference,
    low: Math.min(...all.map((result) => result.difference.low)),
    high: Math.max(...all.map((result) => result.difference.high)),
    clusters: Math.min(...all.map((result) => result.difference.clusters)),
    method: results.length > 1 ? 'maximum-over-controls' : first.result.difference.method,
  });
  const p = Math.max(...all.map((result) => result.p));
  return { status: 'measured', leak, p, upperBound: Math.max(...all.map((r) => r.upperBound)), binding: binding.name };
}
