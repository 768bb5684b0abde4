/** Printed with every verdict, so that nobody takes a small sample for proof. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const detectableLeak = defineMetric({
  id: 'detectable-leak',
  version: 1,
  title: 'Smallest detectable leak',
  goal: 'say how small a leak would still have been found with so many people',
  reference: 'docs/science.md §7.11',
  params: policyParameters('alpha', 'power', 'leakFloor'),
  carriedBy: ['report.targets[].endpoints[].minimumDetectableLeak', 'report.targets[].verdict.minimumDetectableLeak'],
});
