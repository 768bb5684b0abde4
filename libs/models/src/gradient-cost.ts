/** What a gradient step of a checkpoint costs, read off its graphs before anything is run. */
import { gradient } from '@palimpsest/autodiff';
import { countFlops, GraphBuilder, liveBytes, orderByDepth } from '@palimpsest/onnx';
import type { VisionLanguageModel } from './port.js';

export interface StepSize {
  /** Images that are shown at a time; SUA shows x' and D(x'), twice its batch. */
  readonly images: number;
  readonly questionsPerImage: number;
  /** Tokens of question and answer, the image mark counted as one. */
  readonly length: number;
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
  /** The loss and its gradient by pixels. */
  readonly gradient: StepCost;
}

/** @throws BlockedGradientError naming every node without a gradient */
export function gradientCost(model: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>, size: StepSize): GradientCost {
  return { forward: costOf(model, size, false), gradient: costOf(model, size, true) };
}

function costOf(
  { graphs, pixelGrid }: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>,
  { images, questionsPerImage, length }: StepSize,
  withGradient: boolean,
): StepCost {
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', [images, 3, pixelGrid.height, pixelGrid.width]);
  const features = graphs.imageFeatures(g, pixels);
  const [, tokens, hidden] = features.shape as readonly number[] as readonly [number, number, number];
  const sequences = images * questionsPerImage;
  const repeated = g.expand(g.unsqueeze(features, [1]), [images, questionsPerImage, tokens, hidden]);
  const shown = g.reshape(repeated, [sequences, tokens, hidden]);
  const scores = graphs.answerLogProbabilities(g, shown, { sequences, length });
  const loss = g.neg(g.reduceSum(scores.tokens, null, false));
  g.output(loss, 'loss');
  if (withGradient) for (const slope of gradient(g, loss, [pixels])) g.output(slope, 'slope');
  const graph = orderByDepth(g.build());
  return { flops: countFlops(graph), liveBytes: liveBytes(graph) };
}
