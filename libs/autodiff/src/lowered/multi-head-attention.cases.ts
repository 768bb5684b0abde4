/** Cases of com.microsoft MultiHeadAttention. Packed forms have no CPU kernel and are compared with unpacked ones. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { drawn, integers, microsoft, type LoweredCase } from './lowered-case.js';

const [batch, rows, keys, heads, width] = [2, 3, 5, 2, 4];
const hidden = heads * width;
type Inputs = Readonly<Record<string, Value>>;
type Extra = (g: GraphBuilder, like: Value) => readonly (Value | null)[];

/** `extra` makes bias, key_padding_mask, attention_bias, past_key, past_value. */
function unpacked(title: string, extra: Extra = () => [], attributes = {}, outputs = 1): LoweredCase {
  return {
    op: 'com.microsoft.MultiHeadAttention',
    title,
    inputs: { q: single([batch, rows, hidden]), k: single([batch, keys, hidden]), v: single([batch, keys, hidden]) },
    build: (g, { q, k, v }) => {
      const inputs = [q as Value, k as Value, v as Value, ...extra(g, q as Value)];
      return g.op('MultiHeadAttention', inputs, { num_heads: heads, ...attributes }, { ...microsoft, outputs });
    },
  };
}

const attention = (g: GraphBuilder, inputs: readonly (Value | null)[]) =>
  g.op1('MultiHeadAttention', inputs, { num_heads: heads }, microsoft);

const flat = (g: GraphBuilder, packed: Value, part: number) =>
  g.reshape(g.slice(packed, 3, part, part + 1), [0, 0, hidden]);

const packedCases: readonly LoweredCase[] = [
  {
    op: 'com.microsoft.MultiHeadAttention',
    title: 'packed query, key and value',
    inputs: { qkv: single([batch, rows, heads, 3, width]) },
    build: (g, { qkv }) => attention(g, [qkv as Value]),
    reference: (g, { qkv }) =>
      attention(
        g,
        [0, 1, 2].map((part) => flat(g, qkv as Value, part)),
      ),
  },
  {
    op: 'com.microsoft.MultiHeadAttention',
    title: 'packed key and value',
    inputs: { q: single([batch, rows, hidden]), kv: single([batch, keys, heads, 2, width]) },
    build: (g, { q, kv }) => attention(g, [q as Value, kv as Value]),
    reference: (g, { q, kv }) => attention(g, [q as Value, ...[0, 1].map((part) => flat(g, kv as Value, part))]),
  },
  {
    op: 'com.microsoft.MultiHeadAttention',
    title: 'keys and values by head',
    inputs: {
      q: single([batch, rows, hidden]),
      k: single([batch, heads, keys, width]),
      v: single([batch, heads, keys, width]),
    },
    build: (g, { q, k, v }: Inputs) => attention(g, [q as Value, k as Value, v as Value]),
  },
];

const marks = (...values: readonly number[]) => values;

export const multiHeadAttentionCases: readonly LoweredCase[] = [
  unpacked('plain'),
  unpacked('scale', undefined, { scale: 0.3 }),
  unpacked('bias', (g, like) => [drawn(g, like, [3 * hidden])]),
  unpacked('attention bias for all heads', (g, like) => [null, null, drawn(g, like, [1, 1, rows, keys])]),
  unpacked('attention bias per head', (g, like) => [null, null, drawn(g, like, [batch, heads, rows, keys])]),
  unpacked('lengths of the keys', (g) => [null, integers(g, 'int32', [batch], marks(2, 5))]),
  unpacked('marked keys', (g) => [null, integers(g, 'int32', [batch, keys], marks(1, 1, 0, 1, 0, 1, 1, 1, 1, 1))]),
  unpacked('marked keys per query', (g) => [
    null,
    integers(
      g,
      'int32',
      [batch, rows, keys],
      Array.from({ length: batch * rows * keys }, (_, at) => (at % 3 === 0 ? 0 : 1)),
    ),
  ]),
  unpacked(
    'another filter value, with bias',
    (g, like) => [
      drawn(g, like, [3 * hidden]),
      integers(g, 'int32', [batch, keys], marks(1, 1, 0, 1, 0, 1, 1, 1, 1, 1)),
      drawn(g, like, [1, heads, rows, keys]),
    ],
    { mask_filter_value: -2 },
  ),
  unpacked(
    'a cache',
    (g, like) => [
      ...[null, null, null],
      ...['keys', 'values'].map((name) => drawn(g, like, [batch, heads, 2, width], name)),
    ],
    {},
    3,
  ),
  {
    ...unpacked('causal', undefined, { unidirectional: 1 }),
    inputs: { q: single([batch, keys, hidden]), k: single([batch, keys, hidden]), v: single([batch, keys, hidden]) },
  },
  ...packedCases,
];
