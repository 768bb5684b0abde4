/** For comparing audits; never shown without the verdict. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const forgetScore = defineMetric({
  id: 'forget-score',
  version: 1,
  title: 'Forget score',
  goal: 'put the bound of the worst endpoint in relation to what the original knew, as 100 × (1 − bound ÷ known)',
  reference: 'docs/adr/0007-verdict.md; docs/science.md §7.5',
  params: policyParameters('alpha', 'confidence'),
  carriedBy: ['report.targets[].verdict.forgetScore'],
});
