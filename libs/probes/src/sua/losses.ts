/**
 * The losses of SUA as graph nodes (SCIENCE §1.2): cross-entropy of the forgotten answer, and the cosine
 * between the embeddings of an image and of its denoised version.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';

/** What the model's graphs say about the answers: log p of every label [S, T], and which labels count [S, T]. */
export interface AnswerScores {
  readonly tokens: Value;
  readonly mask: Value;
}

/** L = −Σ mask·log p / Σ mask over sequences `from`…`to`: the mean over answer tokens, in nats. */
export function answerLoss(g: GraphBuilder, scores: AnswerScores, from: number, to: number): Value {
  const scored = g.reduceSum(rows(g, scores.tokens, from, to), null, false);
  return g.neg(g.div(scored, labelCount(g, scores, from, to)));
}

/** Σ mask over sequences `from`…`to`: the answer tokens that such a mean is over. */
export function labelCount(g: GraphBuilder, { mask }: AnswerScores, from: number, to: number): Value {
  return g.reduceSum(g.cast(rows(g, mask, from, to), g.floatType), null, false);
}

function rows(g: GraphBuilder, value: Value, from: number, to: number): Value {
  return to - from === value.shape[0] ? value : g.slice(value, 0, from, to);
}

/**
 * L_align = −mean_b cos(E(x'_b), E(D(x')_b)), E the mean over projected patch tokens.
 * @param features [2B, tokens, hidden], the images first, then their denoised versions
 */
export function alignmentLoss(g: GraphBuilder, features: Value, images: number): Value {
  const embeddings = g.reduceMean(features, [1], false);
  const original = g.slice(embeddings, 0, 0, images);
  const denoised = g.slice(embeddings, 0, images, 2 * images);
  const dot = (a: Value, b: Value) => g.reduceSum(g.mul(a, b), [1], false);
  const lengths = g.sqrt(g.mul(dot(original, original), dot(denoised, denoised)));
  return g.neg(g.reduceMean(g.div(dot(original, denoised), lengths), null, false));
}
