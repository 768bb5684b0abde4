/**
 * McNemar's exact test for paired yes/no outcomes (McNemar 1947; exact form Edwards 1948): of the pairs that
 * changed, half should have changed each way. The pairs must be independent: one per subject.
 */
import { binomialUpperTail } from './binomial.js';
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import type { Alternative, TestResult } from './permutation.js';

/**
 * @param gained pairs that went from no to yes, @param lost pairs that went from yes to no.
 * `greater` asks whether more were gained than chance gives.
 */
export function mcnemarExact(
  gained: number,
  lost: number,
  { alternative = 'two-sided' }: { alternative?: Alternative } = {},
): TestResult | NotMeasured {
  const changed = gained + lost;
  if (!Number.isInteger(gained) || !Number.isInteger(lost) || gained < 0 || lost < 0) {
    return notMeasured('counts are not whole numbers');
  }
  if (changed === 0) return notMeasured('no pair changed');
  const more = binomialUpperTail(gained, changed, 0.5);
  const fewer = binomialUpperTail(lost, changed, 0.5);
  const p = { greater: more, less: fewer, 'two-sided': Math.min(1, 2 * Math.min(more, fewer)) }[alternative];
  return { status: 'measured', p, statistic: gained / changed, n: changed, method: 'mcnemar-exact' };
}
