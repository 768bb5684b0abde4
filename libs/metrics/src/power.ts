/** A pass without it says nothing. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const power = defineMetric({
  id: 'power',
  version: 1,
  title: 'Power at the margin',
  goal: 'say how likely a pass would have been certified had nothing leaked',
  reference: 'docs/science.md §7.11',
  params: policyParameters('alpha', 'margin'),
  carriedBy: ['report.targets[].endpoints[].power', 'report.targets[].verdict.power'],
});
