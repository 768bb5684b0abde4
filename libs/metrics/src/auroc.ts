/** Clustered by person. The curve itself chooses no threshold. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const auroc = defineMetric({
  id: 'auroc',
  version: 1,
  title: 'AUROC of a detector',
  goal: 'measure how well a detector’s scores separate attacked images from clean ones of other people',
  reference: 'docs/science.md §5.3, §7.9; DeLong et al. 1988',
  params: policyParameters('confidence'),
  carriedBy: ['report.detectors[].auroc', 'report.detectors[].roc'],
});
