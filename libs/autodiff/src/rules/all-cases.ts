/** Every gradient-check case, for the suite and for the coverage page. */
import { activationCases } from './activation.cases.js';
import { convolutionCases } from './convolution.cases.js';
import { einsumCases } from './einsum.cases.js';
import { elementwiseCases } from './elementwise.cases.js';
import { indexingCases } from './indexing.cases.js';
import { linalgCases } from './linalg.cases.js';
import { lossCases } from './losses.cases.js';
import { maxPoolingCases } from './max-pooling.cases.js';
import { movementCases } from './movement.cases.js';
import { normalizationCases } from './normalization.cases.js';
import { quantizationCases } from './quantization.cases.js';
import { rectifierCases } from './rectifier.cases.js';
import { reductionCases } from './reduction.cases.js';
import { resizeCases } from './resize.cases.js';
import { statisticsNormalizationCases } from './statistics-normalization.cases.js';
import { trigonometryCases } from './trigonometry.cases.js';
import type { RuleCase } from './rule-cases.js';

export const allCases: readonly RuleCase[] = [
  ...elementwiseCases,
  ...activationCases,
  ...linalgCases,
  ...reductionCases,
  ...movementCases,
  ...indexingCases,
  ...normalizationCases,
  ...convolutionCases,
  ...einsumCases,
  ...maxPoolingCases,
  ...rectifierCases,
  ...resizeCases,
  ...statisticsNormalizationCases,
  ...trigonometryCases,
  ...quantizationCases,
  ...lossCases,
];
