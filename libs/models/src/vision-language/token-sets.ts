/**
 * Sets of tokens read off the residual stream: the candidate sets of UnLOK-VQA's white-box attacks (Patil et al.,
 * arXiv:2505.01456; SCIENCE §4.4). A deleted answer may still be among the likeliest tokens behind an earlier layer, or,
 * pushed down, among the least likely ones.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { TokenSet, TokenSetMaking } from '../port.js';
import { behind } from './readings.js';
import type { Reading, Stream } from './stream-readings.js';

/** By what tokens are ranked: one or more of [batch, tokens, vocabulary]. */
type TokenScores = (g: GraphBuilder, stream: Stream, layers: readonly number[]) => readonly Value[];

/** With p_l = softmax(W_U·norm(h_l)) and l⁻ the layer before l in the list. */
export const tokenScores: Readonly<Record<TokenSetMaking, TokenScores>> = {
  /** log p_l but for a constant, which has the order of p_l and does not underflow. */
  'head-projection': (_, stream, layers) => layers.map((layer) => stream.head(behind(stream, layer))),
  /** p_l − p_l⁻ */
  'probability-delta': (g, stream, layers) =>
    differences(
      g,
      layers.map((layer) => g.softmax(stream.head(behind(stream, layer)))),
    ),
  /** Differences of those. */
  'second-difference': (g, stream, layers) => differences(g, tokenScores['probability-delta'](g, stream, layers)),
};

const differences = (g: GraphBuilder, values: readonly Value[]): readonly Value[] =>
  values.slice(1).map((value, at) => g.sub(value, values[at] as Value)); // every second one has one before it

/** Logit of tokens outside of a set; inside it is 0. Half precision has it, too. */
const OUTSIDE = -1e4;

/**
 * Uniform over the tokens that are among the `most` highest or the `most` lowest scores in any ranking. Ties with the
 * last of them are inside, as in the published code.
 */
export const tokenSet =
  ({ making, layers, most }: TokenSet): Reading =>
  (g, stream) => {
    const rankings = tokenScores[making](g, stream, layers);
    const [first, ...others] = rankings.flatMap((scores) => [
      g.greaterOrEqual(scores, lastOf(g, scores, most, 'highest')),
      g.lessOrEqual(scores, lastOf(g, scores, most, 'lowest')),
    ]);
    if (!first)
      throw new RangeError(`${making} compares layers, and ${layers.length} are too few: give one or two more`);
    const inside = others.reduce((all, one) => g.or(all, one), first);
    const dtype = rankings[0]?.dtype ?? g.floatType;
    return g.where(inside, g.scalar(0, dtype), g.scalar(OUTSIDE, dtype));
  };

/** The last of the `most` highest or lowest scores: [batch, tokens, 1]. */
function lastOf(g: GraphBuilder, scores: Value, most: number, end: 'highest' | 'lowest'): Value {
  const vocabulary = scores.shape[2];
  const k = typeof vocabulary === 'number' ? Math.min(most, vocabulary) : most;
  const largest = Number(end === 'highest');
  const [kept] = g.op('TopK', [scores, g.ints([k])], { axis: -1, largest, sorted: 1 }, { outputs: 2 });
  return g.slice(kept as Value, 2, k - 1, k); // TopK gives values and places
}
