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
  const corners: Corner[] = [{ threshold: Infinity, alarms: 0, caught: 0 }];
  let [caught, alarms] = [0, 0];
  scored.forEach(({ score, positive }, index) => {
    if (positive) caught++;
    else alarms++;
    if (scored[index + 1]?.score === score) return;
    corners.push({ threshold: score, alarms, caught });
  });
  return corners
    .filter((corner, index) => isCorner(corners[index - 1], corner, corners[index + 1]))
    .map((corner) => ({
      threshold: corner.threshold,
      falsePositiveRate: corner.alarms / negatives.length,
      truePositiveRate: corner.caught / positives.length,
    }));
}

/** Counted, not divided: whether three points lie on a line is then exact, however many scores there are. */
interface Corner {
  readonly threshold: number;
  readonly alarms: number;
  readonly caught: number;
}

function isCorner(before: Corner | undefined, corner: Corner, after: Corner | undefined): boolean {
  if (!before || !after) return true;
  const rise = (corner.alarms - before.alarms) * (after.caught - corner.caught);
  const run = (corner.caught - before.caught) * (after.alarms - corner.alarms);
  return rise !== run;
}
