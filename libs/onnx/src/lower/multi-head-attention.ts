/** Lowering of com.microsoft MultiHeadAttention in its packed and unpacked forms. */
import type { Value } from '../graph/value.js';
import { cachedAttention } from './cached-attention.js';
import { splitHeads } from './heads.js';
import { numberAt, type Lowering, type LoweringContext } from './lowering.js';

/** softmax(scale·(Q + b)·[past, K + b]ᵀ + bias + padding)·[past, V + b]; outputs Y, present K, present V */
export const MultiHeadAttention: Lowering = (c) => {
  const heads = c.int('num_heads');
  const [pastKeys, pastValues] = [c.optional(6), c.optional(7)];
  if (c.optional(8) && pastKeys) c.refuse('input past_sequence_length: a cache with room to spare is not supported');
  if (c.optional(9)) c.refuse('input cache_indirection is not supported');
  if (c.wants(3)) c.refuse('output qk is not supported');
  const [queries, newKeys, newValues] = headed(c, heads);
  const { output, keys, values } = cachedAttention(c, {
    ...{ queries, newKeys, newValues, pastKeys, pastValues },
    ...{ bias: c.optional(5), padding: c.optional(4) },
  });
  return [output, keys, values];
};

/** Query, key and value as [B, H, S, d], from any of the layouts. */
function headed(c: LoweringContext, heads: number): readonly [Value, Value, Value] {
  const { g } = c;
  const [query, key, value] = [c.input(0), c.optional(1), c.optional(2)];
  const unpacked = (x: Value, parts: number): Value[] =>
    g.split(x, 3, Array<number>(parts).fill(1)).map((part) => g.transpose(g.squeeze(part, [3]), [0, 2, 1, 3]));
  if (query.shape.length === 5) {
    if (c.optional(3)) c.refuse('input bias beside a packed query is not supported');
    return unpacked(query, 3) as [Value, Value, Value]; // three parts
  }
  const bias = biases(c, query, value);
  const one = (x: Value, part: Value | undefined) =>
    x.shape.length === 4 ? x : splitHeads(c, part ? g.add(x, part) : x, heads);
  const own = one(query, bias[0]);
  if (!key) return c.refuse('input key is missing and the query is not packed');
  if (key.shape.length === 5) return [own, ...(unpacked(key, 2) as [Value, Value])];
  return [own, one(key, bias[1]), one(value ?? c.refuse('input value is missing'), bias[2])];
}

/** bias [D + D + D'] as three. */
function biases(c: LoweringContext, query: Value, value: Value | null): readonly Value[] {
  const bias = c.optional(3);
  if (!bias) return [];
  const width = numberAt(c, query, -1);
  if (!value || value.shape.length !== 3) return c.refuse('input bias beside packed or split keys is not supported');
  return c.g.split(bias, 0, [width, width, numberAt(c, value, -1)]);
}
