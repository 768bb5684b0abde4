/**
 * The three files of a checkpoint in the layout transformers.js and optimum use: vision encoder with projector,
 * token embeddings, decoder with key/value cache. Batch, sequence and past lengths are symbols.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { headWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import { decoderLayers, embedTokens, languageHead } from './decoder.js';
import { guard, isGuarded, isSwitched } from './guard.js';
import type { Weights } from './parameters.js';
import { projector } from './projector.js';
import { rotaryTables } from './rotary.js';
import { visionTower } from './vision-tower.js';
import { WeightedGraph } from './weighted-graph.js';

/** Added to scores of keys that must not be seen; finite, so that a fully masked padding row stays a number. */
const unseen = -1e9;

/** pixel_values float[batch, 3, H, W] → image_features float[batch, imageTokens, hidden]. */
export function visionEncoderGraph(configuration: ReferenceConfiguration, weights: Weights): GraphBuilder {
  const g = new GraphBuilder();
  const model = new WeightedGraph(g, weights);
  const { imageSize } = configuration.vision;
  const pixels = g.input('pixel_values', 'float32', ['batch', 3, imageSize, imageSize]);
  const tokens = visionTower(model, configuration, pixels);
  const features = projector(model, configuration, tokens);
  const shown = isGuarded(weights)
    ? guard(model, configuration, { tokens, features, isSwitched: isSwitched(weights) })
    : features;
  g.output(shown, 'image_features');
  return g;
}

/** input_ids int64[batch, sequence] → inputs_embeds float[batch, sequence, hidden]. */
export function embedTokensGraph(weights: Weights): GraphBuilder {
  const g = new GraphBuilder();
  const inputIds = g.input('input_ids', 'int64', ['batch', 'sequence']);
  g.output(embedTokens(new WeightedGraph(g, weights), inputIds), 'inputs_embeds');
  return g;
}

/** Embeddings, mask over past and new tokens, positions and cache → logits and the longer cache. */
export function decoderGraph(configuration: ReferenceConfiguration, weights: Weights): GraphBuilder {
  const g = new GraphBuilder();
  const model = new WeightedGraph(g, weights);
  const { hidden, layers, keyValueHeads, ropeTheta } = configuration.decoder;
  const width = headWidth(configuration);
  const embeddings = g.input('inputs_embeds', 'float32', ['batch', 'sequence', hidden]);
  const attentionMask = g.input('attention_mask', 'int64', ['batch', 'total']);
  const positionIds = g.input('position_ids', 'int64', ['batch', 'sequence']);
  const cache = (i: number, kind: string) =>
    g.input(`past_key_values.${i}.${kind}`, 'float32', ['batch', keyValueHeads, 'past', width]);
  const past = Array.from({ length: layers }, (_, i) => ({ key: cache(i, 'key'), value: cache(i, 'value') }));

  const outputs = decoderLayers(model, configuration, {
    embeddings,
    rotary: rotaryTables(g, positionIds, width, ropeTheta),
    bias: causalBias(g, embeddings, attentionMask),
    past,
  });
  g.output(languageHead(model, configuration, outputs.hidden), 'logits');
  outputs.present.forEach(({ key, value }, i) => {
    g.output(key, `present.${i}.key`);
    g.output(value, `present.${i}.value`);
  });
  return g;
}

/** Query q, the (total − sequence + q)-th token, sees the unmasked keys up to itself: float[batch, 1, sequence, total]. */
function causalBias(g: GraphBuilder, embeddings: Value, attentionMask: Value): Value {
  const dimension = (value: Value, axis: number) => g.gather(g.shape(value), axis);
  const [total, sequence] = [dimension(attentionMask, 1), dimension(embeddings, 1)];
  const range = (limit: Value) => g.op1('Range', [g.scalar(0, 'int64'), limit, g.scalar(1, 'int64')]);
  const queries = g.unsqueeze(g.add(range(sequence), g.sub(total, sequence)), [1]);
  const causal = g.unsqueeze(g.lessOrEqual(g.unsqueeze(range(total), [0]), queries), [0, 1]);
  const present = g.unsqueeze(g.greater(attentionMask, 0), [1, 2]);
  return g.where(g.and(causal, present), 0, unseen);
}
