/** What fused attentions of com.microsoft share: new keys and values stand behind those of a cache. */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';
import { causalMask } from './attention-mask.js';
import { mergeHeads } from './heads.js';
import { scoreBias } from './key-padding.js';
import { numberAt, type LoweringContext } from './lowering.js';
import { attend } from './scaled-dot-product.js';
import { lengthOf } from './sizes.js';

/** All [B, H, S, d]. */
export interface HeadedInputs {
  readonly queries: Value;
  readonly newKeys: Value;
  readonly newValues: Value;
  readonly pastKeys: Value | null;
  readonly pastValues: Value | null;
  /** Added to the scores. */
  readonly bias: Value | null;
  /** Which keys are padding, in one of the forms of `key_padding_mask`. */
  readonly padding: Value | null;
}

/** softmax(scale·Q·[past, K]ᵀ + bias + padding)·[past, V], causal with `unidirectional`; output [B, S, H·d], keys, values */
export function cachedAttention(c: LoweringContext, inputs: HeadedInputs) {
  const { g } = c;
  const { queries, pastKeys } = inputs;
  const keys = behind(g, pastKeys, inputs.newKeys);
  const values = behind(g, inputs.pastValues, inputs.newValues);
  const past = pastKeys ? lengthOf(g, pastKeys, 2) : null;
  const output = attend(c, queries, keys, values, {
    scale: scaleOf(c, queries),
    mask: c.int('unidirectional', 0) === 1 ? causalMask(g, { queries, keys, past }) : null,
    bias: scoreBias(c, inputs.bias, inputs.padding, keys),
  });
  return { output: mergeHeads(c, output), keys, values };
}

/** [past, added] along the sequence. */
export const behind = (g: GraphBuilder, past: Value | null, added: Value): Value =>
  past ? g.concat([past, added], 2) : added;

/** The attribute, or 1/√d where it is left out or 0. */
export const scaleOf = (c: LoweringContext, queries: Value): number =>
  c.float('scale', 0) || 1 / Math.sqrt(numberAt(c, queries, -1));
