/** A large p is absence of evidence: with few people large distances go unseen. It decides nothing here. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const forgetQuality = defineMetric({
  id: 'forget-quality',
  version: 1,
  title: 'Forget quality',
  goal: 'say how likely such a distance of truth ratios from a retrained model is by chance, by a Kolmogorov–Smirnov test',
  reference: 'docs/science.md §4.9, §7.5; TOFU (arXiv:2401.06121 §2.2)',
  params: policyParameters(),
  carriedBy: ['report.references[].against[].forgetQuality'],
});
