/**
 * Ranks that say how sure they are: from what has been shown about pairs to the ranks each item may have. If the
 * claims hold together with probability 1 − α, so do all intervals (Mogstad, Romano, Shaikh & Wilhelm 2024, Review of
 * Economic Studies 91(1), §3). A list by estimates alone suggests an order that is not there (Goldstein & Spiegelhalter
 * 1996, JRSS A 159(3)).
 */
import { StatisticsError } from './statistics-error.js';

/** One item was shown to be better than another. Items are numbered from 0. */
export interface RankClaim {
  readonly better: number;
  readonly worse: number;
}

/** 1 is the best. Items of which nothing was shown may have any rank. */
export interface RankInterval {
  readonly low: number;
  readonly high: number;
}

/** @example rankIntervals(3, [{ better: 0, worse: 2 }]) // 1–2, 1–3, 2–3 */
export function rankIntervals(items: number, claims: readonly RankClaim[]): RankInterval[] {
  const better = Array.from({ length: items }, () => new Set<number>());
  const worse = Array.from({ length: items }, () => new Set<number>());
  for (const claim of claims) {
    const [above, below] = [worse[claim.better], better[claim.worse]];
    if (!above || !below || claim.better === claim.worse) {
      throw new StatisticsError('rankIntervals', `${claim.better} over ${claim.worse} is no pair of ${items} items`);
    }
    if (better[claim.better]?.has(claim.worse)) {
      throw new StatisticsError('rankIntervals', `items ${claim.better} and ${claim.worse} are claimed both ways`);
    }
    above.add(claim.worse);
    below.add(claim.better);
  }
  return better.map((above, item) => ({ low: 1 + above.size, high: items - (worse[item]?.size ?? 0) }));
}
