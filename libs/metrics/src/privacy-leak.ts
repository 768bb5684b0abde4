/** 0 is like the reference, below 0 under-unlearned, above 0 over-unlearned. From the membership probe’s Min-K%. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const privacyLeak = defineMetric({
  id: 'privacy-leak',
  version: 1,
  title: 'Privacy leak',
  goal: 'compare how well membership inference still works with how it works on a retrained model, in percent of the latter',
  reference: 'docs/science.md §4.9; MUSE (arXiv:2407.06460)',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.references[].against[].privacyLeak.value',
    'report.references[].against[].privacyLeak.ofReferences[].value',
  ],
});
