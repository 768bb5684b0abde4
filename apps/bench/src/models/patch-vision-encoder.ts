/**
 * The vision encoder of a LLaVA-style model: patch embedding (Dosovitskiy et al., arXiv 2010.11929), the pre-norm
 * blocks of the reference model, projector. Parameters are named as in libs/zoo, so that one declaration serves
 * both models; only the stem differs.
 */
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { gridSide, visionWidth } from '../../../../libs/zoo/src/architecture/configuration.js';
import type { ReferenceConfiguration } from '../../../../libs/zoo/src/architecture/configuration.js';
import type { ParameterDeclaration, Weights } from '../../../../libs/zoo/src/architecture/parameters.js';
import { projector } from '../../../../libs/zoo/src/architecture/projector.js';
import { WeightedGraph } from '../../../../libs/zoo/src/architecture/weighted-graph.js';

const embedding = 'vision_tower.patch_embedding';

export function declarePatchEmbedding(configuration: ReferenceConfiguration): readonly ParameterDeclaration[] {
  const [patch, width] = [patchSize(configuration), visionWidth(configuration)];
  const deviation = 1 / Math.sqrt(3 * patch * patch);
  return [
    { name: `${embedding}.weight`, part: 'vision', dims: [width, 3, patch, patch], start: { deviation } },
    { name: `${embedding}.bias`, part: 'vision', dims: [width], start: 'zeros' },
  ];
}

/** pixel_values float[batch, 3, H, W] → image_features float[batch, imageTokens, hidden]. */
export function patchVisionEncoderGraph(configuration: ReferenceConfiguration, weights: Weights): GraphBuilder {
  const g = new GraphBuilder();
  const model = new WeightedGraph(g, weights);
  const { imageSize, layers, layerNormEpsilon } = configuration.vision;
  const [patch, width] = [patchSize(configuration), visionWidth(configuration)];
  const pixels = g.input('pixel_values', 'float32', ['batch', 3, imageSize, imageSize]);
  const [weight, bias] = [model.parameter(`${embedding}.weight`), model.parameter(`${embedding}.bias`)];
  const patches = g.conv(pixels, weight, bias, { strides: [patch, patch] });
  const tokens = g.transposeLast(g.reshape(patches, [0, width, gridSide(configuration) ** 2]));
  let x = g.add(tokens, model.parameter('vision_tower.position_embedding'));
  for (let i = 0; i < layers; i++) x = block(model, configuration, x, `vision_tower.layers.${i}`);
  x = model.layerNorm(x, 'vision_tower.post_layernorm', layerNormEpsilon);
  g.output(projector(model, configuration, x), 'image_features');
  return g;
}

export function patchSize(configuration: ReferenceConfiguration): number {
  return configuration.vision.imageSize / gridSide(configuration);
}

function block(model: WeightedGraph, configuration: ReferenceConfiguration, x: Value, name: string): Value {
  const { g } = model;
  const epsilon = configuration.vision.layerNormEpsilon;
  const attended = g.add(x, attention(model, configuration, model.layerNorm(x, `${name}.layer_norm1`, epsilon), name));
  const inner = g.gelu(model.linear(model.layerNorm(attended, `${name}.layer_norm2`, epsilon), `${name}.mlp.fc1`));
  return g.add(attended, model.linear(inner, `${name}.mlp.fc2`));
}

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
