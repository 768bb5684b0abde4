/**
 * Saying no is not forgetting: a model that refuses may know. Not measured for constrained choices, where nothing is
 * said.
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const refusal = defineMetric({
  id: 'refusal',
  version: 1,
  title: 'Refusal',
  goal: 'count the replies that decline to answer',
  reference: 'docs/science.md §4.11',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.targets[].endpoints[].rates.refused',
    'report.targets[].clean.forgetReplies.refused',
    'report.targets[].clean.retainReplies.refused',
    'report.recovery[].refused',
    'report.utility[].refused',
    'report.subjects[].endpoints[].refused',
    'finding.answers.subjects[].refused',
  ],
});
