/**
 * The left end of the ROC curve: how many members are found while next to no stranger is taken for one (Carlini et al.,
 * "Membership Inference Attacks From First Principles", arXiv:2112.03570, §III). The area under the curve hides it: an
 * attack may be sure of a few and guess about everybody else.
 *
 *   TPR(f) = max over thresholds with FPR ≤ f of the share of members above the threshold
 */
import { clopperPearson } from './clopper-pearson.js';
import { notMeasured, type Metric } from './metric.js';
import type { ScoredGroups } from './scored-groups.js';
import { requireProbability } from './statistics-error.js';

/**
 * Exact interval over members, who count as independent; the threshold is taken as given. Not measured with fewer than
 * 1/f strangers: not one of them may then be taken for a member, which nobody can tell from a rate of 0.
 * @param falsePositiveRate f in (0, 1)
 */
export function truePositiveRateAt(
  falsePositiveRate: number,
  { positives, negatives }: ScoredGroups,
  { confidence = 0.95 } = {},
): Metric {
  requireProbability('truePositiveRateAt', 'the false-positive rate', falsePositiveRate);
  if ([...positives, ...negatives].some((score) => !Number.isFinite(score))) {
    return notMeasured('some scores are not finite');
  }
  // rounded: 1/0.1 and 0.1·10 are not whole numbers in binary
  const allowed = Math.floor(negatives.length * falsePositiveRate + 1e-9);
  if (allowed === 0) {
    const needed = Math.ceil(1 / falsePositiveRate - 1e-9);
    return notMeasured(
      `a false-positive rate of ${100 * falsePositiveRate} % cannot be told from 0 with ${negatives.length} people outside: ${needed} are needed`,
    );
  }
  const threshold = [...negatives].sort((one, two) => two - one)[allowed] ?? -Infinity;
  return clopperPearson(positives.filter((score) => score > threshold).length, positives.length, { confidence });
}
