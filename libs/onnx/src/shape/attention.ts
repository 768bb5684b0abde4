/** Shape rules of fused attention and rotary embeddings, ai.onnx's (version 23) and com.microsoft's. */
import { addDims, divideDims, multiplyDims } from '../graph/dimension.js';
import type { Dim, Value } from '../graph/value.js';
import { dimAt } from './shape-rule.js';
import type { ShapeContext, ShapeRule, TypedShape } from './shape-rule.js';

const RotaryEmbedding: ShapeRule = (c) => [{ dtype: c.input(0).dtype, shape: c.input(0).shape }];

/** query [B, S, H·d], or [B, S, (H + 2G)·d] with key and value in it → output, present key, present value, QKᵀ. */
const GroupQueryAttention: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const [heads, groups] = [c.int('num_heads'), c.int('kv_num_heads')];
  const isPacked = !c.optional(1);
  if (isPacked !== !c.optional(2)) c.fail('key and value come together or not at all');
  const size = divideDims(dimAt(shape, -1), isPacked ? heads + 2 * groups : heads);
  const output = { dtype, shape: shape.with(-1, multiplyDims(heads, size)) };
  const added = isPacked ? dimAt(shape, 1) : dimAt(c.input(1).shape, 1);
  const present = presentOf(c, { batch: dimAt(shape, 0), groups, added, size }, 3);
  return [output, present, present, scoresOf(output, heads, present)].slice(0, c.outputCount);
};

/**
 * query [B, S, D], key [B, T, D], value [B, T, D'] → output [B, S, D']; also query [B, S, H, 3, d] alone, keys and
 * values as [B, T, H, 2, d], or both as [B, H, T, d].
 */
const MultiHeadAttention: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const heads = c.int('num_heads');
  const [key, value] = [c.optional(1), c.optional(2)];
  const whole = shape.length === 5 ? multiplyDims(heads, dimAt(shape, 4)) : dimAt(shape, 2);
  const width = value?.shape.length === 3 ? dimAt(value.shape, 2) : whole;
  const output = { dtype, shape: [dimAt(shape, 0), dimAt(shape, 1), width] };
  const added = dimAt((key ?? c.input(0)).shape, key?.shape.length === 4 ? 2 : 1);
  const batch = dimAt(shape, 0);
  const keys = presentOf(c, { batch, groups: heads, added, size: divideDims(whole, heads) }, 6);
  const values = presentOf(c, { batch, groups: heads, added, size: divideDims(width, heads) }, 7);
  return [output, keys, values, scoresOf(output, heads, keys)].slice(0, c.outputCount);
};

/** Q [B, H, S, d], K [B, G, T, d], V [B, G, T, e] → [B, H, S, e], or all as [B, S, H·d]; presents; scores. */
const Attention: ShapeRule = (c) => {
  const [query, key, value] = [c.input(0), c.input(1), c.input(2)];
  const batch = dimAt(query.shape, 0);
  const wide = query.shape.length === 3;
  const [heads, groups] = wide
    ? [c.int('q_num_heads'), c.int('kv_num_heads')]
    : [dimAt(query.shape, 1), dimAt(key.shape, 1)];
  const sizeOf = (x: Value) => (wide ? divideDims(dimAt(x.shape, -1), groups) : dimAt(x.shape, -1));
  const added = dimAt(key.shape, -2);
  const keys = presentOf(c, { batch, groups, added, size: sizeOf(key) }, 4);
  const values = presentOf(c, { batch, groups, added, size: sizeOf(value) }, 5);
  const width = sizeOf(value);
  const shape = wide ? query.shape.with(-1, multiplyDims(heads, width)) : query.shape.with(-1, width);
  const output = { dtype: query.dtype, shape };
  const scores = { dtype: query.dtype, shape: [batch, heads, dimAt(query.shape, -2), dimAt(keys.shape, 2)] };
  return [output, keys, values, scores].slice(0, c.outputCount);
};

/** x [B, S, D] with weights [D, 3·D'] → [B, S, D'], present [2, B, H, past + S, d] */
const MicrosoftAttention: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const heads = c.int('num_heads');
  const width = c.ints('qkv_hidden_sizes')?.[2] ?? divideDims(dimAt(c.input(1).shape, 1), 3);
  const total = addDims(c.optional(4)?.shape[3] ?? 0, dimAt(shape, 1));
  return [
    { dtype, shape: [...shape.slice(0, 2), width] },
    { dtype, shape: [2, dimAt(shape, 0), heads, total, divideDims(width, heads)] },
  ].slice(0, c.outputCount);
};

interface Cache {
  readonly batch: Dim;
  readonly groups: Dim;
  readonly added: Dim;
  readonly size: Dim;
}

/** [B, G, past + added, d] */
function presentOf(c: ShapeContext, { batch, groups, added, size }: Cache, pastIndex: number): TypedShape {
  const past = c.optional(pastIndex);
  return { dtype: (past ?? c.input(0)).dtype, shape: [batch, groups, addDims(past?.shape[2] ?? 0, added), size] };
}

/** [B, H, S, past + T] */
function scoresOf({ dtype, shape }: TypedShape, heads: Dim, present: TypedShape): TypedShape {
  return { dtype, shape: [dimAt(shape, 0), heads, dimAt(shape, 1), dimAt(present.shape, 2)] };
}

export const attention = { Attention, RotaryEmbedding } satisfies Record<string, ShapeRule>;

export const microsoftAttention = {
  'com.microsoft.Attention': MicrosoftAttention,
  'com.microsoft.GroupQueryAttention': GroupQueryAttention,
  'com.microsoft.MultiHeadAttention': MultiHeadAttention,
  'com.microsoft.RotaryEmbedding': RotaryEmbedding,
} satisfies Record<string, ShapeRule>;
