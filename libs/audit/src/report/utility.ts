/** What is left of the model: plain questions about people it should still know. */
import type { UtilityRow } from '@palimpsest/contracts';
import type { Case } from '../verdict/case.js';
import { rateOf, replyRateOf } from '../verdict/metrics.js';
import { byRole } from './recovery.js';

export function utilityRows(given: Case): UtilityRow[] {
  const { ledger, record } = given;
  const { confidence } = record.plan.policy;
  return byRole(given).flatMap(({ name, role }) =>
    ledger
      .conditions()
      .filter(({ checkpoint, answers, defense }) => checkpoint === name && answers === 'true' && defense === null)
      .flatMap((condition): readonly UtilityRow[] => {
        const counts = ledger.counts(condition, 'utility');
        if (counts.length === 0) return [];
        return [
          {
            ...{ checkpoint: name, role, split: record.plan.dataset.retain, ask: condition.ask },
            accuracy: rateOf(counts, confidence),
            refused: replyRateOf(counts, { ask: condition.ask, confidence }, 'refused'),
            unparsable: replyRateOf(counts, { ask: condition.ask, confidence }, 'unparsable'),
          },
        ];
      }),
  );
}
