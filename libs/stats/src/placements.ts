/** Where each score stands among the other group's: what every estimate around the ROC area is made of. */
import { meanOf } from './moments.js';
import type { ScoredGroups } from './scored-groups.js';

export interface Placements {
  /** Per positive: share of negatives below it, ties half. */
  readonly positive: readonly number[];
  /** Per negative: share of positives above it, ties half. */
  readonly negative: readonly number[];
  readonly area: number;
}

/** By midranks (Sun & Xu 2014): n log n instead of all pairs. */
export function placementsOf({ positives, negatives }: ScoredGroups): Placements {
  const sortedPositives = Float64Array.from(positives).sort();
  const sortedNegatives = Float64Array.from(negatives).sort();
  const positive = positives.map((score) => midrank(sortedNegatives, score) / negatives.length);
  const negative = negatives.map((score) => 1 - midrank(sortedPositives, score) / positives.length);
  return { positive, negative, area: meanOf(positive) };
}

/** How many sorted values are below `score`, equal ones counting half. */
function midrank(sorted: Float64Array, score: number): number {
  return (firstWhere(sorted, (value) => value >= score) + firstWhere(sorted, (value) => value > score)) / 2;
}

function firstWhere(sorted: Float64Array, reached: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(sorted[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}
