/**
 * Membership inference in the way of LiRA (arXiv:2112.03570): the area under the ROC curve, and beside it the share of
 * forget people that are found while next to nobody outside is taken for one of them (SCIENCE §4.7).
 */
import type { MembershipRow, Metric } from '@palimpsest/contracts';
import { truePositiveRateAt } from '@palimpsest/stats';
import type { Case } from '../verdict/case.js';
import type { Condition } from '../verdict/ledger.js';
import { missing, rateOf, toMetric } from '../verdict/metrics.js';
import { byRole } from './recovery.js';

const FALSE_POSITIVE_RATES = [0.01, 0.001];

/** Grouped by role, then in the order of the plan. */
export function membershipRows(given: Case): MembershipRow[] {
  const { ledger, record } = given;
  const { confidence } = record.plan.policy;
  return byRole(given).flatMap(({ name, role }) =>
    ledger
      .conditions()
      .filter(({ checkpoint, ask, answers }) => checkpoint === name && ask === 'membership' && answers === 'true')
      .map((condition): MembershipRow => {
        const outside = outsideOf(given, condition);
        return {
          ...{ checkpoint: name, role, probe: condition.probe, variant: condition.variant },
          area: rateOf(ledger.counts(condition), confidence),
          outside: outside?.length ?? null,
          rates: FALSE_POSITIVE_RATES.map((falsePositiveRate) => ({
            falsePositiveRate,
            truePositiveRate: rateAt(given, condition, falsePositiveRate, outside),
          })),
        };
      }),
  );
}

/** All rows of a condition are of the same people outside. */
const outsideOf = ({ ledger }: Case, condition: Condition) =>
  ledger.rows(condition).find((row) => row.outside)?.outside ?? null;

/** A person's score is the share of people outside that score lower. */
function rateAt(
  { ledger, record }: Case,
  condition: Condition,
  falsePositiveRate: number,
  outside: readonly number[] | null,
): Metric {
  if (!outside) return missing('the findings were made before scores of people outside were kept');
  const counts = ledger.counts(condition).filter(({ n }) => n > 0);
  const groups = { positives: counts.map(({ correct, n }) => correct / n), negatives: outside };
  return toMetric(truePositiveRateAt(falsePositiveRate, groups, { confidence: record.plan.policy.confidence }));
}
