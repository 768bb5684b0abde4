/**
 * The Unlearning Depth Score with linear readouts in the place of activation patching, which takes two models at once
 * where a unit of work holds one. Readouts say what could be read, patching what the original would have made of it.
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const erasureDepth = defineMetric({
  id: 'erasure-depth',
  version: 1,
  title: 'Erasure depth',
  goal: 'measure how much of what linear readouts find behind the layers of the original is gone, layer by layer',
  reference: 'Lee et al. (arXiv:2605.24614); docs/science.md §4.3',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.references[].depth.value',
    'report.references[].depth.ofReferences[].value',
    'report.references[].depth.layers[].erased',
  ],
});
