/**
 * The two models that are timed. `zoo`: the architecture of the reference checkpoints. `llava-40m`: a ViT-S/16 with
 * twelve layers before eight Llama layers (grouped queries, SwiGLU), 16,384 words. Random weights from a seed:
 * time and memory do not depend on what a model knows.
 */
import type { GraphBuilder } from '@palimpsest/onnx';
import { Rng, type Tensor } from '@palimpsest/tensor';
import { referenceConfiguration } from '../../../../libs/zoo/src/architecture/configuration.js';
import type { ReferenceConfiguration } from '../../../../libs/zoo/src/architecture/configuration.js';
import { visionEncoderGraph } from '../../../../libs/zoo/src/architecture/exported-graphs.js';
import { declareParameters, startWeights } from '../../../../libs/zoo/src/architecture/parameters.js';
import type { ParameterDeclaration, Weights } from '../../../../libs/zoo/src/architecture/parameters.js';
import { declarePatchEmbedding, patchVisionEncoderGraph } from './patch-vision-encoder.js';

export type ModelName = 'zoo' | 'llava-40m';

export interface BenchModel {
  readonly configuration: ReferenceConfiguration;
  /** What stands before the transformer blocks. */
  readonly stem: 'convolutions' | 'patches';
  readonly weights: () => Weights;
  readonly visionEncoder: (weights: Weights) => GraphBuilder;
}

const seed = 1;

const zooConfiguration = referenceConfiguration(250);

/** Four halvings make the grid of 16-pixel patches; only the last width is used. */
const largeConfiguration: ReferenceConfiguration = {
  vision: {
    imageSize: 224,
    stemChannels: [384, 384, 384, 384],
    ...{ layers: 12, heads: 6, mlpWidth: 1536, layerNormEpsilon: 1e-5, merge: 1 },
  },
  projectorWidth: 384,
  decoder: {
    ...{ hidden: 384, layers: 8, heads: 6, keyValueHeads: 2, mlpWidth: 1024, vocabulary: 16384 },
    ...{ ropeTheta: 10000, rmsEpsilon: 1e-6 },
  },
};

export const benchModels: { readonly [M in ModelName]: BenchModel } = {
  zoo: {
    configuration: zooConfiguration,
    stem: 'convolutions',
    weights: () => start(declareParameters(zooConfiguration)),
    visionEncoder: (weights) => visionEncoderGraph(zooConfiguration, weights),
  },
  'llava-40m': {
    configuration: largeConfiguration,
    stem: 'patches',
    weights: largeWeights,
    visionEncoder: (weights) => patchVisionEncoderGraph(largeConfiguration, weights),
  },
};

/** The head is tied to the embedding: the checkpoint's decoder holds its transpose, PyTorch one tensor. */
function largeWeights(): Weights {
  const [embedding, head] = ['language_model.embed_tokens.weight', 'language_model.lm_head.weight'] as const;
  const declared = declareParameters(largeConfiguration).filter(
    ({ name }) => !name.startsWith('vision_tower.stem.') && name !== head,
  );
  const weights = start([...declarePatchEmbedding(largeConfiguration), ...declared]);
  const { dims, data } = weights.get(embedding) ?? { dims: [], data: new Float32Array() };
  const [words = 0, hidden = 0] = dims;
  const transposed = new Float32Array(data.length);
  for (let word = 0; word < words; word++) {
    for (let at = 0; at < hidden; at++) transposed[at * words + word] = data[word * hidden + at] ?? 0;
  }
  return weights.set(head, { dtype: 'float32', dims: [hidden, words], data: transposed });
}

/** Norms and biases move off one and zero, so that leaving one out would show in the losses. */
function start(declarations: readonly ParameterDeclaration[]): Map<string, Tensor<'float32'>> {
  const weights = startWeights(declarations, new Rng(seed));
  for (const [name, { dims, data }] of weights) {
    if (dims.length > 1) continue;
    const rng = new Rng(`${seed}/${name}`);
    for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) + 0.1 * rng.normal();
  }
  return weights;
}
