/** Recovery before and after each probe, of targets, original and references: the report's first table. */
import type { RecoveryRow, Role } from '@palimpsest/contracts';
import { cleanCounts, type Case } from '../verdict/case.js';
import { rateOf, replyRateOf } from '../verdict/metrics.js';

/** Grouped by role, then in the order of the plan. */
export function recoveryRows(given: Case): RecoveryRow[] {
  const { ledger, record } = given;
  const { confidence } = record.plan.policy;
  return byRole(given).flatMap(({ name, role }) =>
    ledger
      .conditions()
      .filter(({ checkpoint, answers, defense }) => checkpoint === name && answers === 'true' && defense === null)
      .map((condition): RecoveryRow => {
        const { probe, variant, ask } = condition;
        const counts = ledger.counts(condition);
        return {
          ...{ checkpoint: name, role, probe, variant, ask },
          pre: rateOf(cleanCounts(given, name, ask), confidence, 'correct', 'not asked this way on clean images'),
          post: rateOf(counts, confidence),
          refused: replyRateOf(counts, { ask: ask, confidence }, 'refused'),
          unparsable: replyRateOf(counts, { ask: ask, confidence }, 'unparsable'),
        };
      }),
  );
}

const order: readonly Role[] = ['target', 'original', 'reference', 'matched-reference'];

/** Every checkpoint once, under the first of its roles in the order of the report. */
export function byRole({ record }: Case): readonly { readonly name: string; readonly role: Role }[] {
  return order.flatMap((role) =>
    record.checkpoints
      .filter(({ roles }) => order.find((first) => roles.includes(first)) === role)
      .map(({ name }) => ({ name, role })),
  );
}
