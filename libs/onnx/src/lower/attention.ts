/** Lowering of ai.onnx Attention (version 23), whose queries, keys and values come with or without an axis of heads. */
import type { Value } from '../graph/value.js';
import { causalMask } from './attention-mask.js';
import { mergeHeads, splitHeads } from './heads.js';
import { numberAt, type Lowering } from './lowering.js';
import { attend } from './scaled-dot-product.js';
import { lengthOf } from './sizes.js';

/** softmax(softcap(scale·Q·[past, K]ᵀ) + mask)·[past, V]; outputs Y, present K, present V */
export const Attention: Lowering = (c) => {
  const { g } = c;
  if (c.wants(3)) c.refuse('output qk_matmul_output is not supported');
  if (c.optional(6)) c.refuse('input nonpad_kv_seqlen is not supported');
  const split = (index: number, heads: string): Value =>
    c.input(index).shape.length === 4 ? c.input(index) : splitHeads(c, c.input(index), c.int(heads));
  const [pastKeys, pastValues] = [c.optional(4), c.optional(5)];
  const queries = split(0, 'q_num_heads');
  const [newKeys, newValues] = [split(1, 'kv_num_heads'), split(2, 'kv_num_heads')];
  const keys = pastKeys ? g.concat([pastKeys, newKeys], 2) : newKeys;
  const values = pastValues ? g.concat([pastValues, newValues], 2) : newValues;
  const past = pastKeys ? lengthOf(g, pastKeys, 2) : null;
  const given = c.optional(3);
  const causal = c.int('is_causal', 0) === 0 ? null : causalMask(g, { queries, keys, past });
  const marks = given?.dtype === 'bool' ? given : null;
  const output = attend(c, queries, keys, values, {
    scale: c.float('scale', 1 / Math.sqrt(numberAt(c, queries, -1))),
    softcap: c.float('softcap', 0),
    mask: causal && marks ? g.and(causal, marks) : (causal ?? marks),
    bias: marks ? null : given,
  });
  return [c.input(0).shape.length === 4 ? output : mergeHeads(c, output), keys, values];
};
