/** Answers about one person are correlated, and the report says so beside the number. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const personBound = defineMetric({
  id: 'person-bound',
  version: 1,
  title: 'Bound for one person',
  goal: 'bound how much of one person’s record may still come out, at the worst endpoint',
  reference: 'docs/science.md §7.3; Clopper and Pearson 1934',
  params: policyParameters('alpha'),
  carriedBy: ['report.subjects[].upperBound'],
});
