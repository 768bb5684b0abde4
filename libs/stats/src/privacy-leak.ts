/**
 * MUSE's PrivLeak (Shi et al., arXiv:2407.06460, §3.1): how far membership inference is from where a retrained model
 * leaves it. With s = 1 − AUC, AUC that of telling forget people (positive) from people nobody was shown:
 *
 *   PrivLeak = 100 · (s − s_ref) ÷ s_ref
 *
 * 0: like the retrained model. Negative: still recognised as members, under-unlearned; −100 at worst. Positive: they
 * stand out by scoring lower than strangers, over-unlearned; no upper end.
 */
import { jackknife, type JackknifeOptions } from './jackknife.js';
import { meanOf } from './moments.js';
import { notMeasured } from './metric.js';
import type { Metric } from './metric.js';

/** @returns null when the reference tells everybody apart, so that there is nothing to divide by */
export function privacyLeak(auc: number, referenceAuc: number): number | null {
  const [rest, reference] = [1 - auc, 1 - referenceAuc];
  return reference > 0 ? (100 * (rest - reference)) / reference : null;
}

/** One forget person: the share of strangers that score lower, under either model. Its mean over people is the AUC. */
export interface MembershipShares {
  readonly target: number;
  readonly reference: number;
}

/** With an interval over forget people; the strangers are taken as given. */
export function privacyLeakOf(
  people: readonly MembershipShares[],
  options: Omit<JackknifeOptions, 'range'> = {},
): Metric {
  const whole = leakOf(people);
  if (people.length > 0 && whole === null) return notMeasured('the reference tells all of them from strangers');
  return jackknife(people, (list) => leakOf(list) ?? Number.NaN, { ...options, range: [-100, Infinity] });
}

const leakOf = (people: readonly MembershipShares[]): number | null =>
  privacyLeak(meanOf(people.map(({ target }) => target)), meanOf(people.map(({ reference }) => reference)));
