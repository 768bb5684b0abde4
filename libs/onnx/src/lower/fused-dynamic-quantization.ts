/**
 * Lowerings of com.microsoft's dynamically quantized products, which optimised int8 exports hold instead of the chain
 * in dynamic-quantization.ts. Activations are not rounded here either.
 */
import type { Value } from '../graph/value.js';
import { dequantizedColumns } from './dequantized-columns.js';
import type { Lowering, LoweringContext } from './lowering.js';

/** Y = Q(A)·W + bias  ≈  A·DQ(W) + bias */
export const DynamicQuantizeMatMul: Lowering = (c) => {
  const weights = dequantizedColumns(c.g, { weights: c.input(1), scale: c.input(2), zero: c.optional(3) });
  return [biased(c, c.g.matMul(c.input(0), weights), c.optional(4))];
};

/** Y = s·t·(Q(A) − z)·(W − u) + bias  ≈  A·DQ(W) + bias, for A quantized by DynamicQuantizeLinear */
export const MatMulIntegerToFloat: Lowering = (c) => {
  const { g } = c;
  const quantize = g.producer(c.input(0));
  const [x] = quantize?.inputs ?? [];
  const [quantized, scale, zero] = quantize?.outputs ?? [];
  const isWhole = quantized === c.input(0) && scale === c.input(2) && zero === c.optional(4);
  if (quantize?.opType !== 'DynamicQuantizeLinear' || !x || !isWhole) {
    return c.refuse('input A does not come from DynamicQuantizeLinear with its scale and zero point');
  }
  const weights = dequantizedColumns(g, { weights: c.input(1), scale: c.input(3), zero: c.optional(5) });
  return [biased(c, g.matMul(x, weights), c.optional(6))];
};

function biased({ g }: LoweringContext, product: Value, bias: Value | null): Value {
  return bias ? g.add(product, bias) : product;
}
