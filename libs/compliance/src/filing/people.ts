/** How much of any one person may still come out, per checkpoint: the Opinion asks about each data subject, not the mean. */
import type { PeopleBound, Report } from '@palimpsest/contracts';

/** @param threshold share of a person's answers above which a bound is counted */
export function peopleBounds(
  { subjects, plan }: Report,
  checkpoints: readonly string[],
  threshold: number,
): PeopleBound[] {
  const { alpha } = plan.policy;
  return checkpoints.flatMap((checkpoint) => {
    const rows = subjects.filter((row) => row.checkpoint === checkpoint);
    if (rows.length === 0) return [];
    const bounds = rows.flatMap(({ upperBound }) => upperBound ?? []);
    const reachable = rows.flatMap(({ endpoints }) => leastReachable(endpoints, alpha) ?? []);
    return [
      {
        ...{ checkpoint, people: rows.length, unmeasured: rows.length - bounds.length, threshold },
        largest: bounds.length > 0 ? Math.max(...bounds) : null,
        smallestReachable: reachable.length > 0 ? Math.min(...reachable) : null,
        above: bounds.filter((bound) => bound > threshold).length,
        confidence: 1 - alpha,
      },
    ];
  });
}

/** The bound of the endpoint asked least, were no answer right: 1 − α^(1/n) (Clopper–Pearson, one-sided). */
function leastReachable(endpoints: readonly { readonly n: number }[], alpha: number): number | null {
  const asked = endpoints.map(({ n }) => n).filter((n) => n > 0);
  return asked.length > 0 ? 1 - alpha ** (1 / Math.min(...asked)) : null;
}
