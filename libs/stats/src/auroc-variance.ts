/**
 * Variance of the area under the ROC curve: DeLong, DeLong & Clarke-Pearson (1988) for independent scores,
 * Obuchowski (1997) when several scores belong to one subject.
 */
import type { Placements } from './placements.js';

/** S₁₀/m + S₀₁/n. */
export function delong({ positive, negative, area }: Placements): number {
  const spread = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - area) ** 2, 0) / (values.length - 1) / values.length;
  return spread(positive) + spread(negative);
}

/** The same with sums per subject, and the covariance of a subject's positives and negatives. */
export function obuchowski(
  { positive, negative, area }: Placements,
  positiveSubjects: readonly string[],
  negativeSubjects: readonly string[],
): number {
  const positiveSums = sumsOf(positive, positiveSubjects, area);
  const negativeSums = sumsOf(negative, negativeSubjects, area);
  const units = new Set([...positiveSums.keys(), ...negativeSums.keys()]).size;
  const [m, n] = [positive.length, negative.length];
  let covariance = 0;
  for (const [subject, sum] of positiveSums) covariance += sum * (negativeSums.get(subject) ?? 0);
  return (
    corrected(squares(positiveSums), positiveSums.size) / (m * m) +
    corrected(squares(negativeSums), negativeSums.size) / (n * n) +
    (2 * corrected(covariance, units)) / (m * n)
  );
}

function sumsOf(placements: readonly number[], subjects: readonly string[], area: number): Map<string, number> {
  const sums = new Map<string, number>();
  placements.forEach((placement, index) => {
    const subject = subjects[index] ?? '';
    sums.set(subject, (sums.get(subject) ?? 0) + placement - area);
  });
  return sums;
}

function squares(sums: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const sum of sums.values()) total += sum * sum;
  return total;
}

function corrected(sum: number, count: number): number {
  return (sum * count) / (count - 1);
}
