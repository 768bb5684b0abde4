/** The strictest reading of a reply. Where it is far below recovery, replies are long. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const exactMatch = defineMetric({
  id: 'exact-match',
  version: 1,
  title: 'Exact match',
  goal: 'count the answers that are the true value and nothing else, case and punctuation aside',
  reference: 'docs/science.md §7.10',
  params: policyParameters('confidence'),
  carriedBy: ['report.targets[].endpoints[].rates.exact', 'finding.answers.subjects[].exact'],
});
