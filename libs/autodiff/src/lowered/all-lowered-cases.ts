/** Every case of a lowering, for the suite and for the coverage page. */
import { attentionCases } from './attention.cases.js';
import { fusedAttentionCases } from './fused-attention.cases.js';
import { groupQueryAttentionCases } from './group-query-attention.cases.js';
import type { LoweredCase } from './lowered-case.js';
import { matMulNBitsCases } from './mat-mul-n-bits.cases.js';
import { multiHeadAttentionCases } from './multi-head-attention.cases.js';
import { normalizationCases } from './normalization.cases.js';
import { quantizationCases } from './quantization.cases.js';
import { rotaryCases } from './rotary.cases.js';

export const allLoweredCases: readonly LoweredCase[] = [
  ...normalizationCases,
  ...rotaryCases,
  ...groupQueryAttentionCases,
  ...multiHeadAttentionCases,
  ...attentionCases,
  ...fusedAttentionCases,
  ...matMulNBitsCases,
  ...quantizationCases,
];
