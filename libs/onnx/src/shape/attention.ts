/** Shape rules of com.microsoft's fused attention, as decoder exports use it. */
import { addDims, divideDims } from '../graph/dimension.js';
import { dimAt } from './shape-rule.js';
import type { ShapeContext, ShapeRule, TypedShape } from './shape-rule.js';

const RotaryEmbedding: ShapeRule = (c) => [{ dtype: c.input(0).dtype, shape: c.input(0).shape }];

/** query [B, S, H·d], key and value [B, S, G·d], past [B, G, P, d] → output, present key, present value. */
const GroupQueryAttention: ShapeRule = (c) => {
  const query = c.input(0);
  if (!c.optional(1) || !c.optional(2)) c.fail('packed query, key and value are not supported');
  const size = divideDims(dimAt(query.shape, -1), c.int('num_heads'));
  return [query, ...presents(c, c.int('kv_num_heads'), size, 3)].slice(0, c.outputCount);
};

/** query [B, S, D], key [B, T, D], value [B, T, D'] → output [B, S, D']. */
const MultiHeadAttention: ShapeRule = (c) => {
  const query = c.input(0);
  const value = c.optional(2) ?? c.fail('packed query, key and value are not supported');
  const heads = c.int('num_heads');
  const width = value.shape.length === 4 ? dimAt(query.shape, -1) : dimAt(value.shape, -1);
  const output = { dtype: query.dtype, shape: query.shape.with(-1, width) };
  return [output, ...presents(c, heads, divideDims(width, heads), 6)].slice(0, c.outputCount);
};

function presents(c: ShapeContext, heads: number, size: string | number, pastIndex: number): readonly TypedShape[] {
  const { dtype, shape } = c.input(1);
  const past = c.optional(pastIndex)?.shape[2] ?? 0;
  const present = { dtype, shape: [dimAt(shape, 0), heads, addDims(past, dimAt(shape, 1)), size] };
  return [present, present];
}

export const microsoftAttention = {
  'com.microsoft.GroupQueryAttention': GroupQueryAttention,
  'com.microsoft.MultiHeadAttention': MultiHeadAttention,
  'com.microsoft.RotaryEmbedding': RotaryEmbedding,
} satisfies Record<string, ShapeRule>;
