/**
 * Pixels to tokens: three 3×3 stride-2 convolutions (early convolutions, Xiao et al., arXiv 2106.14881), learned
 * positions, pre-norm ViT blocks (Dosovitskiy et al., arXiv 2010.11929). Frozen once it has been pre-trained.
 */
import type { Value } from '@palimpsest/onnx';
import { gridSide, visionWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import type { WeightedGraph } from './weighted-graph.js';

/** pixels float[n, 3, H, W], normalised by the image processor → tokens float[n, grid², width]. */
export function visionTower(model: WeightedGraph, configuration: ReferenceConfiguration, pixels: Value): Value {
  const { g } = model;
  const { vision } = configuration;
  let x = pixels;
  vision.stemChannels.forEach((_channels, i) => {
    const [weight, bias] = ['weight', 'bias'].map((part) => model.parameter(`vision_tower.stem.${i}.${part}`));
    if (weight && bias) x = g.conv(i === 0 ? x : g.gelu(x), weight, bias, { strides: [2, 2], pads: [1, 1, 1, 1] });
  });
  const tokens = g.transposeLast(g.reshape(x, [0, visionWidth(configuration), gridSide(configuration) ** 2]));
  return visionLayers(model, configuration, tokens);
}

/** What follows the stem: positions, pre-norm blocks, last norm; float[batch, tokens, width] → the same. */
export function visionLayers(model: WeightedGraph, configuration: ReferenceConfiguration, tokens: Value): Value {
  const { layers, layerNormEpsilon } = configuration.vision;
  let x = model.g.add(tokens, model.parameter('vision_tower.position_embedding'));
  for (let i = 0; i < layers; i++) x = block(model, configuration, x, `vision_tower.layers.${i}`);
  return model.layerNorm(x, 'vision_tower.post_layernorm', layerNormEpsilon);
}

function block(model: WeightedGraph, configuration: ReferenceConfiguration, x: Value, name: string): Value {
  const { g } = model;
  const epsilon = configuration.vision.layerNormEpsilon;
  const attended = g.add(x, attention(model, configuration, model.layerNorm(x, `${name}.layer_norm1`, epsilon), name));
  const inner = g.gelu(model.linear(model.layerNorm(attended, `${name}.layer_norm2`, epsilon), `${name}.mlp.fc1`));
  return g.add(attended, model.linear(inner, `${name}.mlp.fc2`));
}

/** softmax(Q·Kᵀ/√d)·V per head, all tokens seeing each other. */
function attention(model: WeightedGraph, configuration: ReferenceConfiguration, x: Value, name: string): Value {
  const { g } = model;
  const { heads } = configuration.vision;
  const width = visionWidth(configuration);
  const split = (projection: string, perm: readonly number[]) =>
    g.transpose(g.reshape(model.linear(x, `${name}.self_attn.${projection}_proj`), [0, 0, heads, width / heads]), perm);
  const queries = g.mul(split('q', [0, 2, 1, 3]), Math.sqrt(heads / width));
  const weights = g.softmax(g.matMul(queries, split('k', [0, 2, 3, 1])));
  const mixed = g.transpose(g.matMul(weights, split('v', [0, 2, 1, 3])), [0, 2, 1, 3]);
  return model.linear(g.reshape(mixed, [0, 0, width]), `${name}.self_attn.out_proj`);
}
