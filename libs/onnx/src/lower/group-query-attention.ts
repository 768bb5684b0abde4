/**
 * Lowering of com.microsoft GroupQueryAttention, the attention of exported decoders. Prompts may be padded on the
 * right, where causal queries never look; a cache is taken to be full, so the lengths per row are not read.
 */
import type { Value } from '../graph/value.js';
import { causalMask } from './attention-mask.js';
import { behind, scaleOf } from './cached-attention.js';
import { mergeHeads, splitHeads } from './heads.js';
import { numberAt, sizeOf, type Lowering, type LoweringContext } from './lowering.js';
import { rotate } from './rotation.js';
import { attend } from './scaled-dot-product.js';
import { lengthOf, positionsAlong } from './sizes.js';

/** softmax(scale·R(Q)·[past, R(K)]ᵀ, causal)·[past, V], with R the rotary embedding; outputs Y, present K, present V */
export const GroupQueryAttention: Lowering = (c) => {
  refuseUnsupported(c);
  const { g } = c;
  const [heads, groups] = [c.int('num_heads'), c.int('kv_num_heads')];
  const [query, key, value] = separate(c, heads, groups);
  const [pastKeys, pastValues] = [c.optional(3), c.optional(4)];
  const past = pastKeys ? lengthOf(g, pastKeys, 2) : null;
  const queries = splitHeads(c, query, heads);
  const turn = rotation(c, queries, past);
  const keys = behind(g, pastKeys, turn(splitHeads(c, key, groups)));
  const values = behind(g, pastValues, splitHeads(c, value, groups));
  const window = c.int('local_window_size', -1);
  const sight = { queries, keys, past, ...(window > 0 ? { window } : {}) };
  const output = attend(c, turn(queries), keys, values, {
    scale: scaleOf(c, queries),
    softcap: c.float('softcap', 0),
    mask: c.int('causal', 1) === 0 ? null : causalMask(g, sight),
    bias: c.optional(10),
    sink: c.optional(11) ?? smoothing(c, heads, queries),
  });
  return [mergeHeads(c, output), keys, values];
};

function refuseUnsupported(c: LoweringContext): void {
  for (const name of ['qk_output', 'sliding_window_cache']) {
    if (c.int(name, 0) > 0) c.refuse(`attribute ${name} is not supported`);
  }
  for (const name of ['k_quant_type', 'v_quant_type']) {
    if (c.text(name, 'NONE') !== 'NONE') c.refuse(`attribute ${name}: a quantized cache is not supported`);
  }
  const inputs = ['k_scale', 'v_scale', 'q_norm_weight', 'k_norm_weight'];
  inputs.forEach((name, at) => c.optional(12 + at) && c.refuse(`input ${name} is not supported`));
  if (c.wants(3)) c.refuse('output output_qk is not supported');
}

/** A sink of score 0 for every head. */
function smoothing(c: LoweringContext, heads: number, { dtype }: Value): Value | null {
  if (c.int('smooth_softmax', 0) <= 0) return null;
  return c.g.op1('Expand', [c.g.scalar(0, dtype), c.g.ints([heads])]);
}

/** Three inputs, or one that holds query, key and value side by side. */
function separate(c: LoweringContext, heads: number, groups: number): readonly [Value, Value, Value] {
  const [query, key, value] = [c.input(0), c.optional(1), c.optional(2)];
  if (key && value) return [query, key, value];
  const width = sizeOf(c, numberAt(c, query, -1) / (heads + 2 * groups), 'the width of a packed head');
  return c.g.split(query, 2, [heads * width, groups * width, groups * width]) as [Value, Value, Value]; // three sizes
}

/** Positions come from position_ids [B, S], or count on from the cache. */
function rotation(c: LoweringContext, queries: Value, past: Value | null): (x: Value) => Value {
  if (c.int('do_rotary', 0) === 0) return (x) => x;
  const { g } = c;
  const ids = c.optional(9);
  const positions = ids ? g.unsqueeze(ids, [1]) : positionsAlong(g, queries, 2, past);
  const [cos, sin] = [g.gather(c.input(7), positions), g.gather(c.input(8), positions)];
  return (x) => rotate(c, x, { cos, sin, interleaved: c.int('rotary_interleaved', 0) !== 0 });
}
