/**
 * Which units are done again: the first ones in the order of HMAC-SHA256(challenge, unit key). Unit keys were fixed by
 * the plan and its inputs; whoever made the audit did not know the challenge, so nobody could see to it that just these
 * units are right.
 */
import { createHmac } from 'node:crypto';
import type { WorkUnit } from '../ports/work.js';

/**
 * @param challenge the key, as text in UTF-8; not empty
 * @param count at most so many
 */
export function sampleUnits<Unit extends Pick<WorkUnit, 'key'>>(
  units: readonly Unit[],
  challenge: string,
  count: number,
): readonly Unit[] {
  if (challenge === '') throw new RangeError('a challenge needs at least one character');
  const rank = new Map(units.map(({ key }) => [key, createHmac('sha256', challenge).update(key).digest('hex')]));
  const rankOf = ({ key }: Unit) => rank.get(key) ?? '';
  return [...units].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1)).slice(0, count);
}
