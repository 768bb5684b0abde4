/** Cases of GroupQueryAttention: prompts and single steps, each attribute by itself and some together. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { angles, drawn, integers, microsoft, type LoweredCase } from './lowered-case.js';

export interface GroupQueryForm {
  readonly batch?: number;
  readonly rows?: number;
  readonly heads?: number;
  readonly groups?: number;
  readonly width?: number;
  readonly past?: number;
  readonly packed?: boolean;
  readonly bias?: 'one' | 'each';
  readonly ids?: boolean;
  readonly emptyPast?: boolean;
  readonly sink?: boolean;
  readonly attributes?: Readonly<Record<string, number>>;
}

export function groupQuery(title: string, form: GroupQueryForm): LoweredCase {
  const { batch = 2, rows = 5, heads = 4, groups = 2, width = 16, past = 0, packed = false } = form;
  const wide = (parts: number) => single([batch, rows, parts * width]);
  const rotary = form.attributes?.['do_rotary'] === 1;
  return {
    op: 'com.microsoft.GroupQueryAttention',
    title,
    inputs: packed ? { q: wide(heads + 2 * groups) } : { q: wide(heads), k: wide(groups), v: wide(groups) },
    build: (g, { q, k, v }) => {
      const like = q as Value;
      const cached = past > 0 || form.emptyPast;
      const cache = (name: string) => (cached ? drawn(g, like, [batch, groups, past, width], name) : null);
      const total = past + rows;
      const tables = rotary ? angles(g, like, [16, width / 2]) : [null, null];
      const inputs = [like, k ?? null, v ?? null, cache('past keys'), cache('past values'), lengths(g, batch, total)];
      const count = integers(g, 'int32', [1], [total]);
      const ids = form.ids ? positions(g, batch, past, rows) : null;
      const bias = form.bias && drawn(g, like, [1, form.bias === 'one' ? 1 : heads, rows, total], 'bias');
      const sink = form.sink ? drawn(g, like, [heads], 'sink') : null;
      const optional = [...tables, ids, bias ?? null, sink];
      const used = optional.slice(0, optional.findLastIndex((value) => value !== null) + 1);
      const attributes = { num_heads: heads, kv_num_heads: groups, ...form.attributes };
      return g.op('GroupQueryAttention', [...inputs, count, ...used], attributes, { ...microsoft, outputs: 3 });
    },
  };
}

const lengths = (g: GraphBuilder, batch: number, total: number) =>
  integers(g, 'int32', [batch], Array<number>(batch).fill(total - 1));
const positions = (g: GraphBuilder, batch: number, past: number, rows: number) =>
  integers(
    g,
    'int64',
    [batch, rows],
    Array.from({ length: batch * rows }, (_, at) => past + (at % rows)),
  );

export const groupQueryAttentionCases: readonly LoweredCase[] = [
  groupQuery('a prompt', {}),
  groupQuery('an empty cache', { emptyPast: true }),
  groupQuery('as many key heads as query heads', { groups: 4 }),
  groupQuery('one key head', { groups: 1 }),
  groupQuery('rotary halves', { attributes: { do_rotary: 1 } }),
  groupQuery('rotary interleaved', { attributes: { do_rotary: 1, rotary_interleaved: 1 } }),
  groupQuery('rotary with position ids', { ids: true, attributes: { do_rotary: 1 } }),
  groupQuery('packed', { packed: true }),
  groupQuery('packed and rotary', { packed: true, attributes: { do_rotary: 1 } }),
  groupQuery('scale', { attributes: { scale: 0.7 } }),
  groupQuery('softcap', { attributes: { softcap: 0.5 } }),
  groupQuery('local window', { rows: 6, attributes: { local_window_size: 2 } }),
  groupQuery('local window of one', { rows: 4, attributes: { local_window_size: 1 } }),
  groupQuery('bias for all heads', { bias: 'one' }),
  groupQuery('bias per head', { bias: 'each' }),
  groupQuery('softcap and bias', { bias: 'each', attributes: { softcap: 0.5 } }),
  groupQuery('not causal', { attributes: { causal: 0 } }),
  groupQuery('one step behind a cache', { rows: 1, past: 4 }),
  groupQuery('one rotary step behind a cache', { rows: 1, past: 4, attributes: { do_rotary: 1 } }),
  groupQuery('several steps behind a cache', { batch: 1, rows: 3, past: 4, attributes: { do_rotary: 1 } }),
  groupQuery('a local window behind a cache', { rows: 1, past: 5, attributes: { local_window_size: 3 } }),
  groupQuery('smooth softmax', { attributes: { smooth_softmax: 1 } }),
  groupQuery('sinks', { sink: true }),
  groupQuery('sinks and a cache', { sink: true, rows: 1, past: 3, groups: 4 }),
  groupQuery('everything', {
    ...{ rows: 6, packed: true, ids: true, bias: 'each', sink: true },
    attributes: { do_rotary: 1, scale: 0.4, softcap: 0.8, local_window_size: 3 },
  }),
];
