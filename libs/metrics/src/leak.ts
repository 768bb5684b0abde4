/** The number that a verdict is about. The interval is the most cautious over the controls, whichever is the highest. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const leak = defineMetric({
  id: 'leak',
  version: 1,
  title: 'Leak',
  goal: 'measure recovery beyond the highest control that never knew or only guesses',
  reference: 'docs/science.md §4.0, §7.6',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.targets[].endpoints[].leak',
    'report.targets[].verdict.leak',
    'report.targets[].verdict.tiers[].leak',
    'report.targets[].attributes[].leak',
  ],
});
