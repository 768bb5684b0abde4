/**
 * A Gaussian stand-in for KLoM, because an audit has a handful of retrained models and one unlearned one where the
 * published histogram wants a hundred of each. About one half is what one more retrained model would get, not 0.
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const klom = defineMetric({
  id: 'klom',
  version: 1,
  title: 'KL of margins',
  goal: 'measure how far a model’s margins on forget people are from those of retrained models, in nats per question',
  reference: 'Georgiev et al. (arXiv:2410.23232); docs/science.md §4.9',
  params: policyParameters('confidence'),
  carriedBy: ['report.references[].klom.value', 'report.references[].klom.ofReferences[].value'],
});
