/** The largest p over all controls, adjusted by Holm over the confirmatory endpoints of a target. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const adjustedP = defineMetric({
  id: 'adjusted-p',
  version: 1,
  title: 'Adjusted p of a leak',
  goal: 'say how likely such a leak is by chance, corrected for the number of questions asked',
  reference: 'docs/science.md §7.6–7.8; Holm 1979',
  params: policyParameters('leakFloor', 'resamples'),
  carriedBy: ['report.targets[].endpoints[].pAdjusted'],
});
