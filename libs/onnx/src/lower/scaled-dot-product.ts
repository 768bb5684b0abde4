/**
 * Scaled dot-product attention (Vaswani et al., arXiv 1706.03762) with fewer key than query heads (Ainslie et al.,
 * arXiv 2305.13245): the queries of one key head are folded into rows, so that keys are never repeated.
 */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';
import { softmaxWithSink } from './attention-sink.js';
import { numberAt, type LoweringContext } from './lowering.js';

export interface AttentionTerms {
  readonly scale: number;
  /** Scores are bent to (−softcap, softcap) by tanh; 0 leaves them. */
  readonly softcap?: number;
  /** Booleans that broadcast to [B, H, S, T]: true is seen. */
  readonly mask?: Value | null;
  /** Added to the scores; broadcasts to [B, H, S, T]. */
  readonly bias?: Value | null;
  /** One score per head, [H], that takes weight from the keys. */
  readonly sink?: Value | null;
}

/** softmax(scale·Q·Kᵀ + bias)·V  for Q [B, H, S, d], K [B, G, T, d], V [B, G, T, e] → [B, H, S, e] */
export function attend(c: LoweringContext, q: Value, k: Value, v: Value, terms: AttentionTerms): Value {
  const { g } = c;
  const [heads, groups] = [numberAt(c, q, 1), numberAt(c, k, 1)];
  if (heads % groups !== 0) c.refuse(`${heads} query heads do not divide into ${groups} key heads`);
  const share = heads / groups;
  const rows = share === 1 ? q : g.reshape(q, [0, groups, -1, numberAt(c, q, -1)]);
  const fold = (value: Value) => foldHeads(g, value, { q, groups, share });
  const scores = capped(g, g.matMul(g.mul(rows, terms.scale), g.transposeLast(k)), terms.softcap ?? 0);
  const biased = terms.bias ? g.add(scores, fold(terms.bias)) : scores;
  const seen = terms.mask ? g.where(fold(terms.mask), biased, lowest(biased)) : biased;
  const weights = terms.sink ? softmaxWithSink(g, seen, fold(perQuery(g, terms.sink, q))) : g.softmax(seen);
  const output = g.matMul(weights, v);
  return share === 1 ? output : g.reshape(output, [0, heads, -1, numberAt(c, v, -1)]);
}

/** softcap·tanh(x / softcap) */
function capped(g: GraphBuilder, scores: Value, softcap: number): Value {
  return softcap === 0 ? scores : g.mul(g.tanh(g.div(scores, softcap)), softcap);
}

/** Finite, so that a query that sees nothing has an answer and a gradient. */
function lowest({ dtype }: Value): number {
  return dtype === 'float16' ? -65504 : -3.4028234663852886e38;
}

interface Fold {
  readonly q: Value;
  readonly groups: number;
  readonly share: number;
}

/** What broadcasts to [B, H, S, T] → what broadcasts to [B, G, share·S, T] */
function foldHeads(g: GraphBuilder, value: Value, { q, groups, share }: Fold): Value {
  const four = g.unsqueeze(value, [...Array(4 - value.shape.length).keys()]);
  if (share === 1) return four;
  const [, heads, rows] = four.shape;
  const oneRow = rows === 1 && q.shape[2] !== 1;
  if (heads !== 1) return g.reshape(oneRow ? g.op1('Expand', [four, stretched(g, q)]) : four, [0, groups, -1, 0]);
  return oneRow ? four : g.op1('Tile', [four, g.ints([1, 1, share, 1])]);
}

/** [H] → [1, H, S, 1] */
function perQuery(g: GraphBuilder, sink: Value, q: Value): Value {
  return g.op1('Expand', [g.unsqueeze(sink, [0, 2, 3]), stretched(g, q)]);
}

/** [1, 1, S, 1] */
function stretched(g: GraphBuilder, q: Value): Value {
  return g.concat([g.ints([1, 1]), g.slice(g.shape(q), 0, 2, 3), g.ints([1])], 0);
}
