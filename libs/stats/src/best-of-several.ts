/**
 * p-values of several claims about the same subjects, adjusted for having tried all of them: "best of K attacks".
 * Single-step minP of Westfall & Young (1993, §2.5) over paired differences: the signs of a subject flip in every
 * comparison at once, so attacks that find the same thing cost little, and independent ones what Bonferroni asks.
 *
 * A claim may need several comparisons to hold (every control exceeded, an intersection–union test). Whichever of
 * them is the false one is not known, so the null distribution takes the smallest p over all comparisons of all
 * claims: never smaller than the one that is true.
 */
import type { Rng } from '@palimpsest/tensor';
import { requireResamples, StatisticsError } from './statistics-error.js';

/** One difference per subject, the null hypothesis' own difference taken off. */
export type Differences = ReadonlyMap<string, number>;

export interface JointClaim {
  /** Of this claim alone: the largest over its comparisons. Null when it could not be measured; it still counts as tried. */
  readonly p: number | null;
  readonly comparisons: readonly Differences[];
}

/**
 * Adjusted p per claim, in the order given, null where its own is null: valid under any dependence between the
 * claims, since the Bonferroni bound holds for the same event and the smaller of both is taken.
 * @throws StatisticsError for a p outside [0, 1]
 */
export function bestOfSeveral(
  claims: readonly JointClaim[],
  { rng, resamples }: { readonly rng: Rng; readonly resamples: number },
): readonly (number | null)[] {
  requireResamples('bestOfSeveral', resamples);
  const bad = claims.find(({ p }) => p !== null && !(p >= 0 && p <= 1));
  if (bad) throw new StatisticsError('bestOfSeveral', `p-values must be in [0, 1], got ${String(bad.p)}`);
  if (claims.length <= 1) return claims.map(({ p }) => p);
  const measured = claims.filter(({ p }) => p !== null);
  const smallest = smallestPs(
    measured.flatMap(({ comparisons }) => comparisons),
    rng,
    resamples,
  );
  return claims.map(({ p }) => {
    if (p === null) return null;
    const reached = smallest.reduce((count, other) => count + Number(other <= p), 0);
    return Math.min(1, claims.length * p, (reached + 1) / (resamples + 1));
  });
}

/** Smallest p over the comparisons, once per joint pattern of signs. */
function smallestPs(comparisons: readonly Differences[], rng: Rng, resamples: number): Float64Array {
  const smallest = new Float64Array(resamples).fill(1);
  const subjects = [...new Set(comparisons.flatMap((differences) => [...differences.keys()]))].sort();
  const signs = new Map(
    subjects.map((subject) => [subject, Int8Array.from({ length: resamples }, () => (rng.uniform() < 0.5 ? 1 : -1))]),
  );
  for (const differences of comparisons) {
    permutedPs(differences, signs, resamples).forEach((p, index) => {
      smallest[index] = Math.min(p, smallest[index] ?? 1);
    });
  }
  return smallest;
}

/** What p each pattern of signs would have been given: the share of patterns with as large a sum. */
function permutedPs(differences: Differences, signs: ReadonlyMap<string, Int8Array>, resamples: number): Float64Array {
  const sums = new Float64Array(resamples);
  let total = 0;
  for (const [subject, difference] of differences) {
    total += Math.abs(difference);
    signs.get(subject)?.forEach((sign, index) => {
      sums[index] = (sums[index] ?? 0) + sign * difference;
    });
  }
  const ascending = sums.toSorted();
  const tie = 1e-10 * total; // sums that close are the same sum, added up in another order
  return sums.map((sum) => (resamples - firstFrom(ascending, sum - tie)) / resamples);
}

/** Index of the first value that is not below `least`. */
function firstFrom(ascending: Float64Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
