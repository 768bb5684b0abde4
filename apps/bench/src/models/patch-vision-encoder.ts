/**
 * The vision encoder of a LLaVA-style model: patch embedding (Dosovitskiy et al., arXiv 2010.11929), the pre-norm
 * blocks of the reference model, projector. Parameters are named as in libs/zoo, so that one declaration serves
 * both models; only the stem differs.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import { gridSide, visionWidth } from '../../../../libs/zoo/src/architecture/configuration.js';
import type { ReferenceConfiguration } from '../../../../libs/zoo/src/architecture/configuration.js';
import type { ParameterDeclaration, Weights } from '../../../../libs/zoo/src/architecture/parameters.js';
import { projector } from '../../../../libs/zoo/src/architecture/projector.js';
import { visionLayers } from '../../../../libs/zoo/src/architecture/vision-tower.js';
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
  const { imageSize } = configuration.vision;
  const [patch, width] = [patchSize(configuration), visionWidth(configuration)];
  const pixels = g.input('pixel_values', 'float32', ['batch', 3, imageSize, imageSize]);
  const [weight, bias] = [model.parameter(`${embedding}.weight`), model.parameter(`${embedding}.bias`)];
  const patches = g.conv(pixels, weight, bias, { strides: [patch, patch] });
  const tokens = g.transposeLast(g.reshape(patches, [0, width, gridSide(configuration) ** 2]));
  g.output(projector(model, configuration, visionLayers(model, configuration, tokens)), 'image_features');
  return g;
}

export function patchSize(configuration: ReferenceConfiguration): number {
  return configuration.vision.imageSize / gridSide(configuration);
}
