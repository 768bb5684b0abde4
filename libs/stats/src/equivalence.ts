/**
 * Equivalence and non-inferiority of paired subjects: "not significantly different" proves nothing, these do.
 * TOST (Schuirmann 1987) with one t test per side; both claims are about a margin fixed before the run.
 */
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import { momentsOf } from './moments.js';
import { studentCdf, studentQuantile } from './student-t.js';
import { requireLevel, StatisticsError } from './statistics-error.js';

export interface Equivalence {
  readonly status: 'measured';
  /** Equivalent at level alpha ⇔ p < alpha ⇔ the interval lies inside (−margin, margin). */
  readonly isEquivalent: boolean;
  readonly p: number;
  /** p of "difference > −margin" and of "difference < margin". */
  readonly pAbove: number;
  readonly pBelow: number;
  readonly estimate: number;
  /** The 1 − 2·alpha interval that goes with the test. */
  readonly low: number;
  readonly high: number;
  readonly margin: number;
  readonly clusters: number;
  readonly method: 'tost-t';
}

export interface NonInferiority {
  readonly status: 'measured';
  /** The difference is below the margin at level alpha ⇔ p < alpha ⇔ upper < margin. */
  readonly isBelowMargin: boolean;
  readonly p: number;
  readonly estimate: number;
  /** One-sided 1 − alpha upper bound of the difference. */
  readonly upper: number;
  readonly margin: number;
  readonly clusters: number;
  readonly method: 'one-sided-t';
}

interface MarginOptions {
  readonly margin: number;
  readonly alpha?: number;
}

/** Is the mean of one difference per subject inside (−margin, margin)? */
export function equivalenceTest(
  differences: readonly number[],
  { margin, alpha = 0.05 }: MarginOptions,
): Equivalence | NotMeasured {
  const test = prepare('equivalenceTest', differences, margin, alpha);
  if ('status' in test) return test;
  const { mean, standardError, degrees, quantile } = test;
  const pAbove = studentCdf(-(mean + margin) / standardError, degrees);
  const pBelow = studentCdf((mean - margin) / standardError, degrees);
  const p = Math.max(pAbove, pBelow);
  const half = quantile * standardError;
  return {
    ...{ status: 'measured', isEquivalent: p < alpha, p, pAbove, pBelow, estimate: mean },
    ...{ low: mean - half, high: mean + half, margin, clusters: degrees + 1, method: 'tost-t' },
  };
}

/** Is the mean of one difference per subject below the margin? The natural privacy claim. */
export function nonInferiorityTest(
  differences: readonly number[],
  { margin, alpha = 0.05 }: MarginOptions,
): NonInferiority | NotMeasured {
  const test = prepare('nonInferiorityTest', differences, margin, alpha);
  if ('status' in test) return test;
  const { mean, standardError, degrees, quantile } = test;
  const p = studentCdf((mean - margin) / standardError, degrees);
  const upper = mean + quantile * standardError;
  const clusters = degrees + 1;
  return {
    status: 'measured',
    isBelowMargin: p < alpha,
    p,
    estimate: mean,
    upper,
    margin,
    clusters,
    method: 'one-sided-t',
  };
}

function prepare(where: string, differences: readonly number[], margin: number, alpha: number) {
  requireLevel(where, alpha);
  if (!(margin > 0 && margin < Infinity)) {
    throw new StatisticsError(where, `the margin must be positive and finite, got ${margin}`);
  }
  if (differences.length < 2) return notMeasured('fewer than two subjects');
  if (differences.some((value) => !Number.isFinite(value))) return notMeasured('some differences are not finite');
  const { mean, variance, count } = momentsOf(differences, { scale: margin });
  if (variance === 0) return notMeasured('all subjects have the same difference: its spread is unknown');
  const degrees = count - 1;
  return { mean, standardError: Math.sqrt(variance / count), degrees, quantile: -studentQuantile(alpha, degrees) };
}
