/** Lowerings of normalizations fused with the residual sum before them. */
import type { Value } from '../graph/value.js';
import type { Lowering, LoweringContext } from './lowering.js';

/** S = x + skip + bias, Y = γ∘(S − mean)/√(var + ε) + β; outputs Y, –, –, S */
export const SkipLayerNormalization: Lowering = (c) => {
  const sum = residualSum(c, 4);
  const epsilon = c.float('epsilon', 1e-12);
  return [c.g.layerNormalization(sum, c.input(2), c.optional(3), { epsilon }), null, null, sum];
};

/** S = x + skip + bias, Y = γ∘S/√(mean S² + ε); outputs Y, –, –, S */
export const SkipSimplifiedLayerNormalization: Lowering = (c) => {
  const sum = residualSum(c, 3);
  const attributes = { axis: -1, epsilon: c.float('epsilon', 1e-12) };
  return [c.g.op1('SimplifiedLayerNormalization', [sum, c.input(2)], attributes), null, null, sum];
};

function residualSum(c: LoweringContext, biasIndex: number): Value {
  if (c.wants(1) || c.wants(2)) c.refuse('the outputs mean and inv_std_var are not supported');
  const bias = c.optional(biasIndex);
  const sum = c.g.add(c.input(0), c.input(1));
  return bias ? c.g.add(sum, bias) : sum;
}
