/** Words and stems as in Python’s rouge-score. A part of model utility; for answers of one word it is 0 or 1. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const rouge = defineMetric({
  id: 'rouge',
  version: 1,
  title: 'ROUGE-L',
  goal: 'count how much of the true answer a free reply has in its order',
  reference: 'Lin 2004; docs/science.md §4.9',
  params: policyParameters(),
  carriedBy: ['finding.answers.overlap[]'],
});
