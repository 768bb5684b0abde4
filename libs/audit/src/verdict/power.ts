/** What an endpoint could have found: a "no leak" without it says nothing (SCIENCE §7.11). */
import type { Endpoint, Policy } from '@palimpsest/contracts';
import { clusteredPower, minimumDetectableEffect, zeroLeaksUpperBound } from '@palimpsest/stats';
import type { Compared } from './compare.js';

/**
 * Power to certify the margin if nothing leaks, and the smallest leak that would have been found.
 * @param family confirmatory endpoints of the tier times the tiers tested: what alpha is divided by at most
 */
export function powerOf(
  { deviation, pairs }: Pick<Compared, 'deviation' | 'pairs'>,
  { margin, alpha, power, leakFloor }: Policy,
  family: number,
): Pick<Endpoint, 'power' | 'minimumDetectableLeak'> {
  if (deviation === null || pairs < 2) return { power: null, minimumDetectableLeak: null };
  const zero = zeroLeaksUpperBound(pairs, { confidence: 1 - alpha });
  const least = zero.status === 'measured' ? zero.high : 1;
  if (deviation === 0) return { power: least < margin ? 1 : 0, minimumDetectableLeak: Math.max(least, leakFloor) };
  const design = { deviation, clusters: pairs };
  const found = minimumDetectableEffect({ ...design, power, alpha: alpha / Math.max(1, family) });
  return {
    power: least < margin ? clusteredPower({ ...design, alpha, effect: margin }) : 0,
    minimumDetectableLeak: Math.min(1, Math.max(least, leakFloor + found)),
  };
}
