/**
 * R is how likely wrong values are beside the true one, per token: min(R, 1/R) is 1 where the model cannot tell them
 * apart and near 0 where it knows, or where it denies. What never knowing looks like, the references beside it say.
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const truthRatio = defineMetric({
  id: 'truth-ratio',
  version: 1,
  title: 'Truth ratio',
  goal: 'say how far a model prefers the true value of a forget person to the others, in either direction',
  reference: 'docs/science.md §4.9; TOFU (arXiv:2401.06121 §2.2)',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.references[].truthRatio.value',
    'report.references[].truthRatio.ofReferences[].value',
    'finding.answers.likelihoods[]',
  ],
});
