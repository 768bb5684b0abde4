/** Cases of ai.onnx Attention (version 23). */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { drawn, integers, type LoweredCase } from './lowered-case.js';

const [batch, rows, keys, heads, width] = [2, 3, 5, 4, 4];

interface Form {
  readonly wide?: boolean;
  readonly groups?: number;
  readonly square?: boolean;
  readonly mask?: (g: GraphBuilder, like: Value) => Value;
  readonly past?: number;
  readonly attributes?: Readonly<Record<string, number>>;
}

function attention(title: string, form: Form): LoweredCase {
  const { wide = false, groups = heads, square = false, past = 0 } = form;
  const of = (count: number, length: number) =>
    single(wide ? [batch, length, count * width] : [batch, count, length, width]);
  const columns = square ? rows : keys;
  return {
    op: 'Attention',
    title: `${wide ? '3-D' : '4-D'}, ${title}`,
    inputs: { q: of(heads, rows), k: of(groups, columns), v: of(groups, columns) },
    build: (g, { q, k, v }) => {
      const like = q as Value;
      const cache = (name: string) => (past > 0 ? [drawn(g, like, [batch, groups, past, width], name)] : []);
      const mask = form.mask?.(g, like) ?? null;
      const inputs = [like, k as Value, v as Value, mask, ...cache('past keys'), ...cache('past values')];
      const numbers = wide ? { q_num_heads: heads, kv_num_heads: groups } : {};
      return g.op('Attention', inputs, { ...numbers, ...form.attributes }, { outputs: past > 0 ? 3 : 1 });
    },
  };
}

const booleans = (dims: readonly number[]) => (g: GraphBuilder) => {
  const count = dims.reduce((product, dim) => product * dim, 1);
  return integers(
    g,
    'bool',
    dims,
    Array.from({ length: count }, (_, at) => (at % 4 === 1 ? 0 : 1)),
  );
};
const floats = (dims: readonly number[]) => (g: GraphBuilder, like: Value) => drawn(g, like, dims, 'mask');

export const attentionCases: readonly LoweredCase[] = [
  ...[false, true].flatMap((wide) => [
    attention('plain', { wide }),
    attention('causal', { wide, square: true, attributes: { is_causal: 1 } }),
    attention('grouped and causal', { wide, square: true, groups: 2, attributes: { is_causal: 1 } }),
    attention('grouped, mask per head', { wide, groups: 2, mask: floats([batch, heads, rows, keys]) }),
    attention('boolean mask', { wide, mask: booleans([rows, keys]) }),
    attention('grouped, boolean mask', { wide, groups: 2, mask: booleans([rows, keys]) }),
    attention('boolean mask per head', { wide, mask: booleans([batch, heads, rows, keys]) }),
  ]),
  attention('float mask', { mask: floats([rows, keys]) }),
  attention('boolean mask and causal', { square: true, mask: booleans([rows, rows]), attributes: { is_causal: 1 } }),
  attention('scale', { attributes: { scale: 0.3 } }),
  attention('softcap', { attributes: { softcap: 0.5 } }),
  attention('softcap and mask', { mask: floats([rows, keys]), attributes: { softcap: 0.5 } }),
  attention('softcap and boolean mask', { mask: booleans([rows, keys]), attributes: { softcap: 0.5 } }),
  attention('a cache', { past: 2 }),
  attention('a cache, causal', { past: 2, square: true, attributes: { is_causal: 1 } }),
  attention('a cache, causal', { wide: true, past: 2, groups: 2, square: true, attributes: { is_causal: 1 } }),
];
