/** The recovery of the membership probe: one half is chance, the references say what sets the groups apart besides. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const membershipArea = defineMetric({
  id: 'membership-area',
  version: 1,
  title: 'Area under the ROC curve of membership inference',
  goal: 'measure how well a score tells forget people from people no model was shown, over all thresholds',
  reference: 'docs/science.md §4.7',
  params: policyParameters('confidence'),
  carriedBy: ['report.membership[].area'],
});
