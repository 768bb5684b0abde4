/** One of the three near 0 pulls all of it down. The accuracy on people to be kept is beside it in every report. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const modelUtility = defineMetric({
  id: 'model-utility',
  version: 1,
  title: 'Model utility',
  goal: 'put probability, truth ratio and ROUGE-L of people to be kept into one harmonic mean',
  reference: 'docs/science.md §4.9; TOFU (arXiv:2401.06121 §2.2)',
  params: policyParameters('confidence'),
  carriedBy: ['report.references[].modelUtility.value', 'report.references[].modelUtility.ofReferences[].value'],
});
