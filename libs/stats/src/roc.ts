/** The ROC curve: how many attacks are caught at every rate of false alarms. */

export interface RocPoint {
  /** Inputs with a score of at least this are flagged; Infinity flags nothing. */
  readonly threshold: number;
  /** Share of clean inputs flagged. */
  readonly falsePositiveRate: number;
  /** Share of attacked inputs flagged. */
  readonly truePositiveRate: number;
}

/**
 * Corners of the curve from (0, 0) to (1, 1), one per different score; points on a straight line between
 * their neighbours are left out. Empty when either group is empty or a score is not finite.
 */
export function rocCurve(positives: readonly number[], negatives: readonly number[]): readonly RocPoint[] {
  if (positives.length === 0 || negatives.length === 0) return [];
  const scored = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((one, two) => two.score - one.score);
  if (scored.some(({ score }) => !Number.isFinite(score))) return [];
  const points: RocPoint[] = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  let [caught, alarms] = [0, 0];
  scored.forEach(({ score, positive }, index) => {
    if (positive) caught++;
    else alarms++;
    if (scored[index + 1]?.score === score) return;
    points.push({
      threshold: score,
      falsePositiveRate: alarms / negatives.length,
      truePositiveRate: caught / positives.length,
    });
  });
  return points.filter((point, index) => isCorner(points[index - 1], point, points[index + 1]));
}

function isCorner(before: RocPoint | undefined, point: RocPoint, after: RocPoint | undefined): boolean {
  if (!before || !after) return true;
  const cross =
    (point.falsePositiveRate - before.falsePositiveRate) * (after.truePositiveRate - point.truePositiveRate) -
    (point.truePositiveRate - before.truePositiveRate) * (after.falsePositiveRate - point.falsePositiveRate);
  return Math.abs(cross) > 1e-12;
}
