/** Attention heads in and out of a model's width. */
import type { Value } from '../graph/value.js';
import { numberAt, sizeOf, type LoweringContext } from './lowering.js';

/** [B, S, H·d] → [B, H, S, d] */
export function splitHeads(c: LoweringContext, x: Value, heads: number): Value {
  const width = sizeOf(c, numberAt(c, x, -1) / heads, `the width of one of ${heads} heads`);
  return c.g.transpose(c.g.reshape(x, [0, 0, heads, width]), [0, 2, 1, 3]);
}

/** [B, H, S, d] → [B, S, H·d] */
export function mergeHeads(c: LoweringContext, x: Value): Value {
  const width = numberAt(c, x, 1) * numberAt(c, x, 3);
  return c.g.reshape(c.g.transpose(x, [0, 2, 1, 3]), [0, 0, width]);
}
