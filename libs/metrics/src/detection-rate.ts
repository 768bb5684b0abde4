/** The threshold lets 5 % of the calibration images through as false alarms. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const detectionRate = defineMetric({
  id: 'detection-rate',
  version: 1,
  title: 'Detection rate',
  goal: 'count the attacked images that a detector flags at a threshold frozen on calibration images',
  reference: 'docs/science.md §5.3, §7.9',
  params: policyParameters('confidence'),
  carriedBy: ['report.detectors[].truePositiveRate', 'report.detectors[].threshold'],
});
