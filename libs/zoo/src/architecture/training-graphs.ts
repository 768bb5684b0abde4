/**
 * The graphs the zoo is trained with: trait classification for the vision tower, and answering packed questions
 * from the frozen tower's tokens for projector and decoder. Static shapes throughout.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { gridSide, headWidth, visionWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import { decoderLayers, embedTokens, languageHead } from './decoder.js';
import { packedConstants, packedLength } from './packed-sequences.js';
import type { Packing } from './packed-sequences.js';
import type { Weights } from './parameters.js';
import { projector } from './projector.js';
import { visionTower } from './vision-tower.js';
import { WeightedGraph } from './weighted-graph.js';

export interface TrainingGraph {
  readonly graph: GraphBuilder;
  readonly loss: Value;
}

/** Frozen tower: normalised pixels float[n, 3, H, W] → tokens float[n, grid², width] (output `tokens`). */
export function towerGraph(configuration: ReferenceConfiguration, weights: Weights, images: number): GraphBuilder {
  const g = new GraphBuilder();
  const { imageSize } = configuration.vision;
  const pixels = g.input('pixels', 'float32', [images, 3, imageSize, imageSize]);
  g.output(visionTower(new WeightedGraph(g, weights), configuration, pixels), 'tokens');
  return g;
}

/**
 * Sum over the heads of the mean cross-entropy of a linear classifier on pooled tokens: the mean of all tokens and
 * of each quadrant. `classes` gives the number of classes per head; weights are called `head.<name>`.
 * Inputs: pixels float[n, 3, H, W], `label.<name>` int64[n].
 */
export function traitGraph(
  configuration: ReferenceConfiguration,
  weights: Weights,
  images: number,
  classes: Readonly<Record<string, number>>,
): TrainingGraph & { readonly correct: Readonly<Record<string, Value>> } {
  const g = new GraphBuilder();
  const model = new WeightedGraph(g, weights);
  const { imageSize } = configuration.vision;
  const pixels = g.input('pixels', 'float32', [images, 3, imageSize, imageSize]);
  const pooled = poolTokens(g, configuration, visionTower(model, configuration, pixels), images);
  const correct: Record<string, Value> = {};
  const losses = Object.keys(classes).map((name) => {
    const labels = g.input(`label.${name}`, 'int64', [images]);
    const logits = model.linear(pooled, `head.${name}`);
    const hits = g.cast(g.equal(g.op1('ArgMax', [logits], { axis: -1, keepdims: 0 }), labels), 'float32');
    correct[name] = g.reduceMean(hits, null, false);
    return g.neg(g.reduceMean(logProbabilityOf(g, logits, labels), null, false));
  });
  const loss = losses.reduce((sum, term) => g.add(sum, term));
  return { graph: g, loss, correct };
}

/** Width of the pooled vector of `traitGraph`. */
export function pooledWidth(configuration: ReferenceConfiguration): number {
  return 5 * visionWidth(configuration);
}

function poolTokens(g: GraphBuilder, configuration: ReferenceConfiguration, tokens: Value, images: number): Value {
  const [side, width] = [gridSide(configuration), visionWidth(configuration)];
  const quadrants = g.reduceMean(g.reshape(tokens, [images, 2, side / 2, 2, side / 2, width]), [2, 4], false);
  return g.concat([g.reduceMean(tokens, [1], false), g.reshape(quadrants, [images, 4 * width])], 1);
}

export interface AnsweringShape {
  readonly images: number;
  readonly packing: Packing;
  /** Token positions that carry a label. */
  readonly labels: number;
}

/**
 * Mean negative log-likelihood of the labelled tokens (answers and their end).
 * Inputs: tokens float[images, grid², width] of the frozen tower, prefix_ids int64[images, prefix − imageTokens] (the
 * words before the image), text_ids int64[images, segments · segmentLength], label_index int64[labels] (row of
 * the flattened packed sequences whose next token is the label), labels int64[labels], label_weight float[labels].
 */
export function answeringGraph(
  configuration: ReferenceConfiguration,
  weights: Weights,
  shape: AnsweringShape,
): TrainingGraph & { /** int64[labels], the most likely words. */ readonly predicted: Value; readonly correct: Value } {
  const g = new GraphBuilder();
  const model = new WeightedGraph(g, weights);
  const { images, packing } = shape;
  const { hidden, ropeTheta } = configuration.decoder;
  const tokens = g.input('tokens', 'float32', [images, gridSide(configuration) ** 2, visionWidth(configuration)]);
  const features = projector(model, configuration, tokens);
  const before = g.input('prefix_ids', 'int64', [images, packing.prefix - Number(features.shape[1])]);
  const text = g.input('text_ids', 'int64', [images, packing.segments * packing.segmentLength]);
  const embeddings = g.concat([embedTokens(model, before), features, embedTokens(model, text)], 1);
  const constants = packedConstants(g, packing, { width: headWidth(configuration), theta: ropeTheta });
  const outputs = decoderLayers(model, configuration, { embeddings, ...constants });

  const rows = g.reshape(outputs.hidden, [images * packedLength(packing), hidden]);
  const logits = languageHead(model, configuration, g.gather(rows, g.input('label_index', 'int64', [shape.labels]), 0));
  const labels = g.input('labels', 'int64', [shape.labels]);
  const weight = g.input('label_weight', 'float32', [shape.labels]);
  const mean = (x: Value) => g.div(g.reduceSum(g.mul(x, weight), null, false), g.reduceSum(weight, null, false));
  const predicted = g.op1('ArgMax', [logits], { axis: -1, keepdims: 0 });
  const correct = mean(g.cast(g.equal(predicted, labels), 'float32'));
  return { graph: g, loss: g.neg(mean(logProbabilityOf(g, logits, labels))), predicted, correct };
}

/** log softmax(logits)[label] per row: logits float[n, classes], labels int64[n] → float[n]. */
function logProbabilityOf(g: GraphBuilder, logits: Value, labels: Value): Value {
  const picked = g.op1('GatherElements', [g.logSoftmax(logits), g.unsqueeze(labels, [1])], { axis: 1 });
  return g.squeeze(picked, [1]);
}
