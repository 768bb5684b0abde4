/** Many of them say that a model is broken, not that it forgot. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const unparsable = defineMetric({
  id: 'unparsable',
  version: 1,
  title: 'Unparsable reply',
  goal: 'count the replies that are neither a refusal nor any value of the attribute',
  reference: 'docs/science.md §7.10',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.targets[].endpoints[].rates.unparsable',
    'report.targets[].clean.forgetReplies.unparsable',
    'report.targets[].clean.retainReplies.unparsable',
    'report.recovery[].unparsable',
    'report.utility[].unparsable',
    'finding.answers.subjects[].unparsable',
  ],
});
