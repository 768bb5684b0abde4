/**
 * Interval over people; the p is of a paired permutation test of exceeding a null control by the leak floor, and an
 * attribution control at all.
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const difference = defineMetric({
  id: 'difference',
  version: 1,
  title: 'Difference from a control',
  goal: 'measure how much more a target gives back than one control, paired by person',
  reference: 'docs/science.md §7.4',
  params: policyParameters('confidence', 'leakFloor', 'resamples'),
  carriedBy: ['report.targets[].endpoints[].comparisons[].difference', 'report.targets[].endpoints[].comparisons[].p'],
});
