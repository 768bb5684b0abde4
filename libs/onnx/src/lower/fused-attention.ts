/** Lowering of com.microsoft Attention, as optimisers fuse encoders: self-attention with its projection. */
import type { Value } from '../graph/value.js';
import { cachedAttention } from './cached-attention.js';
import { splitHeads } from './heads.js';
import { numberAt, sizeOf, type Lowering, type LoweringContext } from './lowering.js';

/** [Q, K, V] = x·W + b, softmax(scale·Q·[past, K]ᵀ + bias + padding)·[past, V]; outputs Y, [present K, present V] */
export const MicrosoftAttention: Lowering = (c) => {
  const { g } = c;
  const heads = c.int('num_heads');
  if (c.int('do_rotary', 0) !== 0) c.refuse('attribute do_rotary is not supported');
  if (c.optional(6)) c.refuse('input past_sequence_length: a cache with room to spare is not supported');
  const [queries, newKeys, newValues] = projected(c, heads);
  const [pastKeys, pastValues] = c.optional(4) ? separated(c, c.input(4)) : [];
  const { output, keys, values } = cachedAttention(c, {
    ...{ queries, newKeys, newValues, bias: c.optional(5), padding: c.optional(3) },
    ...{ pastKeys: pastKeys ?? null, pastValues: pastValues ?? null },
  });
  const present = c.wants(1) ? g.concat([g.unsqueeze(keys, [0]), g.unsqueeze(values, [0])], 0) : null;
  return [output, present];
};

/** Thirds, or the parts that qkv_hidden_sizes names. */
function projected(c: LoweringContext, heads: number): readonly [Value, Value, Value] {
  const { g } = c;
  const bias = c.optional(2);
  const product = g.matMul(c.input(0), c.input(1));
  const third = () => sizeOf(c, numberAt(c, product, 2) / 3, 'a third of the projection');
  const sizes = c.ints('qkv_hidden_sizes') ?? [third(), third(), third()];
  const parts = g.split(bias ? g.add(product, bias) : product, 2, sizes).map((part) => splitHeads(c, part, heads));
  return parts as [Value, Value, Value]; // three sizes
}

/** [2, B, H, P, d] → keys and values */
function separated({ g }: LoweringContext, past: Value): readonly Value[] {
  return g.split(past, 0, [1, 1]).map((part) => g.squeeze(part, [0]));
}
