/**
 * What a gradient step of a checkpoint costs, read off its graphs before anything is run: as in SUA, half of the images
 * are the denoised other half, and answers and alignment of the features are differentiated apart.
 */
import { gradient, type Recompute } from '@palimpsest/autodiff';
import { countFlops, GraphBuilder, liveBytes, orderByDepth, type Value } from '@palimpsest/onnx';
import type { VisionLanguageModel } from './port.js';

export interface StepSize {
  /** Of a batch; the network is shown each as it is and denoised. */
  readonly images: number;
  readonly questionsPerImage: number;
  /** Tokens of question and answer, the image mark counted as one. */
  readonly length: number;
  /** Computed again for the gradient instead of kept. */
  readonly recompute?: Recompute | undefined;
}

export interface StepCost {
  /** Floating-point operations of all products and convolutions. */
  readonly flops: number;
  /** Bytes of values that are needed at the same time, weights apart. */
  readonly liveBytes: number;
}

export interface GradientCost {
  /** The loss alone. */
  readonly forward: StepCost;
  /** The losses and the gradient by pixels of each. */
  readonly gradient: StepCost;
}

/** @throws BlockedGradientError naming every node without a gradient */
export function gradientCost(model: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>, size: StepSize): GradientCost {
  return { forward: costOf(model, size, false), gradient: costOf(model, size, true) };
}

function costOf(
  { graphs, pixelGrid }: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>,
  { images, questionsPerImage, length, recompute }: StepSize,
  withGradient: boolean,
): StepCost {
  const g = new GraphBuilder();
  const shown = 2 * images;
  const pixels = g.input('pixels', 'float32', [shown, 3, pixelGrid.height, pixelGrid.width]);
  const features = graphs.imageFeatures(g, pixels);
  const [, tokens, hidden] = features.shape as readonly number[] as readonly [number, number, number];
  const sequences = shown * questionsPerImage;
  const repeated = g.expand(g.unsqueeze(features, [1]), [shown, questionsPerImage, tokens, hidden]);
  const scores = graphs.answerLogProbabilities(g, g.reshape(repeated, [sequences, tokens, hidden]), {
    sequences,
    length,
  });
  const halves = g.split(features, 0, [images, images]) as [Value, Value]; // two sizes
  const losses = [g.neg(g.reduceSum(scores.tokens, null, false)), g.neg(g.reduceSum(g.mul(...halves), null, false))];
  losses.forEach((loss, at) => {
    g.output(loss, `loss ${at}`);
    if (withGradient) for (const slope of gradient(g, loss, [pixels], { recompute })) g.output(slope, `slope ${at}`);
  });
  const graph = orderByDepth(g.build());
  return { flops: countFlops(graph), liveBytes: liveBytes(graph) };
}
