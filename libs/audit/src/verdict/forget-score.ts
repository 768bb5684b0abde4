/** 100 × (1 − upper bound of the leak ÷ what the original knew), of the worst confirmatory endpoint (ADR 7). */
import type { Endpoint, ForgetScore } from '@palimpsest/contracts';
import { cleanCounts, originalOf, type Case } from './case.js';
import { rateOf } from './metrics.js';

/** Not measured unless every confirmatory endpoint has a leak and an original that knew something. */
export function forgetScoreOf(given: Case, confirmatory: readonly Endpoint[]): ForgetScore {
  const original = originalOf(given);
  if (!original) return { state: 'not-measured', reason: 'the plan has no original, so what was known is not known' };
  const { confidence } = given.record.plan.policy;
  const scores = confirmatory.flatMap(({ id, ask, leak, bound }) => {
    const knew = rateOf(cleanCounts(given, original.name, ask), confidence);
    if (leak.state !== 'measured' || bound === null || knew.state !== 'measured' || knew.estimate <= 0) return [];
    const score = (value: number) => 100 * (1 - Math.min(1, Math.max(0, value / knew.estimate)));
    const low = Math.min(score(bound), score(leak.interval.high));
    const high = Math.max(score(leak.interval.low), score(bound));
    return [{ id, score: score(bound), interval: { low, high, confidence } }];
  });
  if (scores.length === 0 || scores.length < confirmatory.length) {
    return {
      state: 'not-measured',
      reason: 'not every confirmatory endpoint has a leak and an original to compare with',
    };
  }
  const worst = scores.reduce((lowest, next) => (next.score < lowest.score ? next : lowest));
  return { state: 'measured', score: worst.score, interval: worst.interval, endpoint: worst.id };
}
