/** What the 5 % of the calibration images came to on images of other people. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const falseAlarmRate = defineMetric({
  id: 'false-alarm-rate',
  version: 1,
  title: 'False alarm rate',
  goal: 'count the clean test images that a detector flags at the frozen threshold',
  reference: 'docs/science.md §5.3, §7.9',
  params: policyParameters('confidence'),
  carriedBy: ['report.detectors[].falsePositiveRate'],
});
