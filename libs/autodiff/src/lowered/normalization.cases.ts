/** Cases of normalizations with a residual sum. */
import type { Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { drawn, microsoft, type LoweredCase } from './lowered-case.js';

function skipCase(opType: 'SkipLayerNormalization' | 'SkipSimplifiedLayerNormalization', bias: boolean): LoweredCase {
  const simplified = opType === 'SkipSimplifiedLayerNormalization';
  return {
    op: `com.microsoft.${opType}`,
    title: bias ? 'with bias, and the sum' : 'the sum too',
    inputs: { x: single([2, 3, 8]), skip: single([2, 3, 8]) },
    gradcheck: 'float32',
    build: (g, { x, skip }) => {
      const like = x as Value;
      const optional = bias ? [drawn(g, like, [8], 'bias')] : [];
      const inputs = [like, skip as Value, drawn(g, like, [8], 'γ'), ...(simplified ? [] : [drawn(g, like, [8], 'β')])];
      const outputNames = ['y', null, null, 'sum'];
      const outputs = g.op(opType, [...inputs, ...optional], { epsilon: 1e-3 }, { ...microsoft, outputNames });
      return [outputs[0] as Value, outputs[3] as Value];
    },
  };
}

export const normalizationCases: readonly LoweredCase[] = [
  ...[false, true].map((bias) => skipCase('SkipLayerNormalization', bias)),
  ...[false, true].map((bias) => skipCase('SkipSimplifiedLayerNormalization', bias)),
];
