/** Cases of com.microsoft Attention, which projects its input by itself. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { drawn, integers, microsoft, type LoweredCase } from './lowered-case.js';

const [batch, rows, depth, heads, width] = [2, 4, 6, 2, 4];
const hidden = heads * width;
type Extra = (g: GraphBuilder, like: Value) => readonly (Value | null)[];

/** `extra` makes mask_index, past, attention_bias. */
function fused(title: string, extra: Extra = () => [], attributes = {}, outputs = 1): LoweredCase {
  const sizes = (attributes as { qkv_hidden_sizes?: readonly number[] }).qkv_hidden_sizes ?? [hidden, hidden, hidden];
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return {
    op: 'com.microsoft.Attention',
    title,
    inputs: { x: single([batch, rows, depth]) },
    build: (g, { x }) => {
      const like = x as Value;
      const inputs = [like, drawn(g, like, [depth, all]), drawn(g, like, [all]), ...extra(g, like)];
      return g.op('Attention', inputs, { num_heads: heads, ...attributes }, { ...microsoft, outputs });
    },
  };
}

const marks = (g: GraphBuilder, dims: readonly number[]) => {
  const count = dims.reduce((product, dim) => product * dim, 1);
  return integers(
    g,
    'int32',
    dims,
    Array.from({ length: count }, (_, at) => (at % 3 === 1 ? 0 : 1)),
  );
};

export const fusedAttentionCases: readonly LoweredCase[] = [
  fused('plain'),
  fused('scale', undefined, { scale: 0.3 }),
  fused('values of another width', undefined, { qkv_hidden_sizes: [hidden, hidden, 2 * heads] }),
  fused('causal', undefined, { unidirectional: 1 }),
  fused('marked keys', (g) => [marks(g, [batch, rows])]),
  fused('marked keys per query', (g) => [marks(g, [batch, rows, rows])], { mask_filter_value: -3 }),
  fused('lengths of the keys', (g) => [integers(g, 'int32', [batch], [2, 4])]),
  fused('bias', (g, like) => [null, null, drawn(g, like, [1, heads, rows, rows])]),
  fused('marked keys and causal', (g) => [marks(g, [batch, rows])], { unidirectional: 1 }),
  fused('a cache', (g, like) => [null, drawn(g, like, [2, batch, heads, 3, width])], {}, 2),
  fused('a cache, causal', (g, like) => [null, drawn(g, like, [2, batch, heads, 3, width])], { unidirectional: 1 }, 2),
];
