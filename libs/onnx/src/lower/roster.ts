/**
 * Every operator that has a lowering. Most are lowered node by node; patterns start at their last node and take the
 * operators before it along. The gradient suite demands cases for all of them.
 */
import type { Node } from '../graph/graph.js';
import { operatorKey, type Op } from '../shape/operator.js';
import { Attention } from './attention.js';
import { dynamicProduct } from './dynamic-quantization.js';
import { fakeQuantization } from './fake-quantization.js';
import { MicrosoftAttention } from './fused-attention.js';
import { DynamicQuantizeMatMul, MatMulIntegerToFloat } from './fused-dynamic-quantization.js';
import { GatherBlockQuantized } from './gather-block-quantized.js';
import { GroupQueryAttention } from './group-query-attention.js';
import type { Lowering } from './lowering.js';
import { MatMulNBits } from './mat-mul-n-bits.js';
import { MultiHeadAttention } from './multi-head-attention.js';
import { MicrosoftRotaryEmbedding, RotaryEmbedding } from './rotary-embedding.js';
import { SkipLayerNormalization, SkipSimplifiedLayerNormalization } from './skip-normalization.js';

const single: Readonly<Partial<Record<Op, Lowering>>> = {
  ...{ Attention, RotaryEmbedding },
  'com.microsoft.Attention': MicrosoftAttention,
  'com.microsoft.DynamicQuantizeMatMul': DynamicQuantizeMatMul,
  'com.microsoft.GatherBlockQuantized': GatherBlockQuantized,
  'com.microsoft.GroupQueryAttention': GroupQueryAttention,
  'com.microsoft.MatMulIntegerToFloat': MatMulIntegerToFloat,
  'com.microsoft.MatMulNBits': MatMulNBits,
  'com.microsoft.MultiHeadAttention': MultiHeadAttention,
  'com.microsoft.RotaryEmbedding': MicrosoftRotaryEmbedding,
  'com.microsoft.SkipLayerNormalization': SkipLayerNormalization,
  'com.microsoft.SkipSimplifiedLayerNormalization': SkipSimplifiedLayerNormalization,
};

interface Pattern {
  readonly lowering: Lowering;
  /** Operators that disappear with it. */
  readonly takes: readonly Op[];
  /** How it reads, for messages. */
  readonly form: string;
}

/** By the operator of the pattern's last node; that operator itself needs no lowering. */
const patterns: Readonly<Partial<Record<Op, Pattern>>> = {
  DequantizeLinear: {
    lowering: fakeQuantization,
    takes: ['QuantizeLinear'],
    form: 'QuantizeLinear → DequantizeLinear with one scale and zero point',
  },
  Mul: {
    lowering: dynamicProduct,
    takes: ['ConvInteger', 'DynamicQuantizeLinear', 'MatMulInteger'],
    form: 'DynamicQuantizeLinear → MatMulInteger or ConvInteger → Cast → Mul with both scales',
  },
};

/** Sorted. */
export const loweredOperators: readonly Op[] = [
  ...(Object.keys(single) as Op[]),
  ...Object.values(patterns).flatMap(({ takes }) => takes),
].sort();

const lowered: ReadonlySet<string> = new Set(loweredOperators);
const keyOf = (node: Pick<Node, 'opType' | 'domain'>) => operatorKey(node.opType, node.domain) as Op; // looked up below

/** Does the node disappear when its graph is lowered, unless its lowering refuses it? */
export function isLowered(node: Pick<Node, 'opType' | 'domain'>): boolean {
  return lowered.has(keyOf(node));
}

export function loweringOf(node: Node): Lowering | undefined {
  return single[keyOf(node)] ?? patterns[keyOf(node)]?.lowering;
}

/** The pattern that an operator disappears with; undefined for those that are lowered by themselves. */
export function patternOf(node: Node): string | undefined {
  return Object.values(patterns).find(({ takes }) => takes.includes(keyOf(node)))?.form;
}
