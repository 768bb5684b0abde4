/** Comes from the data set alone. A target is compared with it like with a model. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const prior = defineMetric({
  id: 'prior',
  version: 1,
  title: 'Attribute prior',
  goal: 'say how often somebody is right who knows nothing: by a uniform guess or the commonest value, whichever is better',
  reference: 'docs/science.md §4.0 control 5',
  params: policyParameters(),
  carriedBy: ['finding.data.priors[]'],
});
