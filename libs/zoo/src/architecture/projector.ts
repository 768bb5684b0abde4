/**
 * Tower tokens to decoder tokens: each square of neighbours becomes one token (pixel shuffle, as in Idefics3 and
 * InternVL), then LLaVA-1.5's two-layer MLP.
 */
import type { Value } from '@palimpsest/onnx';
import { gridSide, imageTokens, visionWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import type { WeightedGraph } from './weighted-graph.js';

/** tokens float[n, grid², width] → float[n, imageTokens, hidden]. */
export function projector(model: WeightedGraph, configuration: ReferenceConfiguration, tokens: Value): Value {
  const { g } = model;
  const { merge } = configuration.vision;
  const width = visionWidth(configuration);
  const side = gridSide(configuration) / merge;
  const squares = g.transpose(g.reshape(tokens, [-1, side, merge, side, merge, width]), [0, 1, 3, 2, 4, 5]);
  const merged = g.reshape(squares, [-1, imageTokens(configuration), merge * merge * width]);
  const inner = g.gelu(model.linear(merged, 'multi_modal_projector.linear_1'));
  return model.linear(inner, 'multi_modal_projector.linear_2');
}
