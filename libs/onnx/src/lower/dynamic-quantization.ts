/**
 * Products of dynamically quantized activations, as dynamic int8 exports write them:
 * DynamicQuantizeLinear → MatMulInteger or ConvInteger → Cast → Mul with both scales. They become one product with
 * dequantized weights, or with what was quantized where that was computed too; nothing computed is rounded
 * (straight-through, Bengio et al., arXiv 1308.3432).
 */
import type { Node } from '../graph/graph.js';
import type { Value } from '../graph/value.js';
import { dequantizedColumns, type StoredWeights } from './dequantized-columns.js';
import type { Lowering, LoweringContext } from './lowering.js';

interface Product {
  readonly node: Node;
  /** Before it was quantized. */
  readonly x: Value;
  readonly weights: Value;
  readonly weightZero: Value | null;
  readonly weightScale: Value;
}

/** s·t·(Q(x) − z)·(W − u)  ≈  x·DQ(W)  with s, z of x and t, u of W */
export const dynamicProduct: Lowering = (c) => {
  const { g } = c;
  const found = match(c, c.input(0), c.input(1)) ?? match(c, c.input(1), c.input(0));
  if (!found) return null;
  const { node, x, weights, weightZero, weightScale } = found;
  const isConvolution = node.opType === 'ConvInteger';
  const stored = { weights, scale: weightScale, zero: weightZero };
  const factor = computed(c, stored) ?? dequantizedColumns(g, stored, isConvolution ? 0 : undefined);
  if (!isConvolution) return [g.matMul(x, factor)];
  return [g.op1('Conv', [x, factor], Object.fromEntries(node.attributes))];
};

/** Before it was quantized; null for weights that are stored. */
function computed({ g }: LoweringContext, { weights, scale, zero }: StoredWeights): Value | null {
  const quantize = g.producer(weights);
  if (quantize?.opType !== 'DynamicQuantizeLinear') return null;
  const isWhole = [weights, scale, zero].every((value, at) => value === quantize.outputs[at]);
  return isWhole ? (quantize.inputs[0] ?? null) : null;
}

/** integers = Cast(…Integer(…)), scales = Mul(scale of x, scale of the weights) */
function match({ g }: LoweringContext, integers: Value, scales: Value): Product | null {
  const cast = g.producer(integers);
  const node = cast?.opType === 'Cast' && cast.inputs[0] ? g.producer(cast.inputs[0]) : undefined;
  if (node?.opType !== 'MatMulInteger' && node?.opType !== 'ConvInteger') return null;
  const [quantized, weights, zero, weightZero = null] = node.inputs;
  const quantize = quantized ? g.producer(quantized) : undefined;
  const product = g.producer(scales);
  if (quantize?.opType !== 'DynamicQuantizeLinear' || product?.opType !== 'Mul' || !weights) return null;
  const [x, [, scale, ownZero]] = [quantize.inputs[0], quantize.outputs];
  const weightScale = product.inputs.find((factor) => factor !== scale);
  const isWhole = product.inputs.includes(scale ?? null) && zero === ownZero && quantized === quantize.outputs[0];
  return x && weightScale && isWhole ? { node, x, weights, weightZero, weightScale } : null;
}
