/**
 * TOFU's forget quality (arXiv:2401.06121, §2.2.3): p of a two-sample Kolmogorov–Smirnov test between the truth ratios
 * of the unlearned model and those of one that was retrained without the data. Large p: no difference was seen, which
 * is absence of evidence; questions about one person are not independent, so p is smaller than it should be.
 */
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import type { NotMeasured } from './metric.js';
import type { TestResult } from './permutation.js';

/** Of logarithms as good as of ratios: the test sees only their order. */
export function forgetQuality(
  unlearnedLogRatios: readonly number[],
  retrainedLogRatios: readonly number[],
): TestResult | NotMeasured {
  return kolmogorovSmirnov(unlearnedLogRatios, retrainedLogRatios);
}
