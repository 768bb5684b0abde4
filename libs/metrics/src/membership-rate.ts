/** People are counted, with an exact interval; not measured with fewer than 1 ÷ the rate people outside. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const membershipRate = defineMetric({
  id: 'membership-rate',
  version: 1,
  title: 'True-positive rate of membership inference at 1 % and 0.1 % false positives',
  goal: 'count the forget people that are recognised while next to nobody outside is taken for one of them',
  reference: 'docs/science.md §4.7; LiRA (arXiv:2112.03570)',
  params: policyParameters('confidence'),
  carriedBy: ['report.membership[].rates[].truePositiveRate', 'finding.answers.outside'],
});
