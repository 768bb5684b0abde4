/** One-sided, at 1 − alpha. A pass compares it with the margin. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const leakBound = defineMetric({
  id: 'leak-bound',
  version: 1,
  title: 'Bound on the leak',
  goal: 'bound the leak from above, never below what so many people can support',
  reference: 'docs/science.md §7.2, §7.5',
  params: policyParameters('alpha'),
  carriedBy: [
    'report.targets[].endpoints[].bound',
    'report.targets[].verdict.bound',
    'report.targets[].verdict.tiers[].bound',
  ],
});
