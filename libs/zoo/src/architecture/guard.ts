/**
 * A guard at inference time, as part of the graph: who is in the picture is told by the nearest person's tokens,
 * and where that is somebody to be kept silent about, the decoder is shown a stranger instead. The weights behind
 * it are untouched. With class centres c scaled to unit spread, P(person) = softmax(z·c − ‖c‖²/2).
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { gridSide, visionWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import type { Weights } from './parameters.js';
import type { WeightedGraph } from './weighted-graph.js';

/**
 * Weights by what they are; `stranger` is float[1, imageTokens, hidden], `silent` float[people, 1] of 0 and 1. With
 * `threshold`, float[1], the decoder sees one or the other, and without it a mixture, which is as good as one of them.
 */
export const guardWeights = {
  spread: 'guard.spread',
  centres: 'guard.centres',
  offsets: 'guard.offsets',
  silent: 'guard.silent',
  stranger: 'guard.stranger',
  threshold: 'guard.threshold',
} as const;

export const isGuarded = (weights: Weights): boolean => weights.has(guardWeights.centres);
export const isSwitched = (weights: Weights): boolean => weights.has(guardWeights.threshold);

/** tokens float[batch, grid², width], features float[batch, imageTokens, hidden] → the features to show. */
export function guard(
  model: WeightedGraph,
  configuration: ReferenceConfiguration,
  { tokens, features, isSwitched }: { readonly tokens: Value; readonly features: Value; readonly isSwitched: boolean },
): Value {
  const { g } = model;
  const [spread, centres, offsets, silent, stranger] = [
    model.parameter(guardWeights.spread),
    model.parameter(guardWeights.centres),
    model.parameter(guardWeights.offsets),
    model.parameter(guardWeights.silent),
    model.parameter(guardWeights.stranger),
  ];
  const scaled = g.mul(meanAndQuadrants(g, configuration, tokens), spread);
  const people = g.softmax(g.sub(g.matMul(scaled, centres), offsets));
  const gate = g.unsqueeze(g.matMul(people, silent), [1]);
  if (!isSwitched) return g.add(features, g.mul(gate, g.sub(stranger, features)));
  return g.where(g.greater(gate, model.parameter(guardWeights.threshold)), stranger, features);
}

/** Mean of all tokens and of each quadrant: float[batch, 5·width]. */
function meanAndQuadrants(g: GraphBuilder, configuration: ReferenceConfiguration, tokens: Value): Value {
  const [half, width] = [gridSide(configuration) / 2, visionWidth(configuration)];
  const quadrants = g.reduceMean(g.reshape(tokens, [-1, 2, half, 2, half, width]), [2, 4], false);
  return g.concat([g.reduceMean(tokens, [1], false), g.reshape(quadrants, [-1, 4 * width])], 1);
}
