/**
 * The graph of one unlearning step for any checkpoint: pictures (or their cached features) → features, repeated
 * per question → answer scores of forget and retain rows in one pass → the method's loss. The frozen start's
 * scores come in as inputs, made by `startGraph`.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { FrozenScores, MethodWeights, ScoredAnswers, UnlearningMethod } from './unlearning-method.js';

export interface StepShape {
  /** Pictures of forget people, then pictures of retain people (0 for methods without). */
  readonly forgetImages: number;
  readonly retainImages: number;
  readonly questionsPerImage: number;
  /** Tokens per sequence. */
  readonly length: number;
}

export interface UnlearningGraph {
  readonly graph: GraphBuilder;
  readonly loss: Value;
}

/** Inputs: `pixels` or `features` per picture, the text inputs of the checkpoint, `start/…` where the method asks. */
export function unlearningGraph(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  shape: StepShape,
  weights: MethodWeights,
  pictures: 'pixels' | 'features',
): UnlearningGraph {
  const g = new GraphBuilder();
  const all = scoreRows(g, model, shape, pictures);
  const forgetRows = shape.forgetImages * shape.questionsPerImage;
  const rows = forgetRows + shape.retainImages * shape.questionsPerImage;
  const cut = (x: Value, from: number, to: number) => (from === 0 && to === rows ? x : g.slice(x, 0, from, to));
  const part = (from: number, to: number): ScoredAnswers => ({
    tokens: cut(all.tokens, from, to),
    mask: cut(all.mask, from, to),
    logits: cut(all.logits, from, to),
  });
  const start = method.uses.forgetStart || method.uses.retainStart ? startInputs(g, all, method) : null;
  const startPart = (from: number, to: number): FrozenScores | null =>
    start && {
      tokens: cut(start.tokens, from, to),
      distributions: start.distributions && cut(start.distributions, from, to),
    };
  const loss = method.loss(
    g,
    {
      forget: part(0, forgetRows),
      retain: method.uses.retain ? part(forgetRows, rows) : null,
      forgetStart: method.uses.forgetStart ? startPart(0, forgetRows) : null,
      retainStart: method.uses.retainStart ? startPart(forgetRows, rows) : null,
    },
    weights,
  );
  return { graph: g, loss };
}

/** The frozen start's scores as outputs `start/tokens` and, for methods that ask, `start/distributions`. */
export function startGraph(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  shape: StepShape,
  pictures: 'pixels' | 'features',
): GraphBuilder {
  const g = new GraphBuilder();
  const { tokens, logits } = scoreRows(g, model, shape, pictures);
  g.output(tokens, 'start/tokens');
  if (method.uses.retainStart) g.output(g.logSoftmax(logits), 'start/distributions');
  return g;
}

/** pixels float[n, 3, H, W] in [0, 1] → output `features`. */
export function featuresGraph(model: VisionLanguageModel, images: number): GraphBuilder {
  const g = new GraphBuilder();
  const { height, width } = model.pixelGrid;
  g.output(model.graphs.imageFeatures(g, g.input('pixels', 'float32', [images, 3, height, width])), 'features');
  return g;
}

function scoreRows(
  g: GraphBuilder,
  model: VisionLanguageModel,
  shape: StepShape,
  pictures: 'pixels' | 'features',
): ScoredAnswers {
  const images = shape.forgetImages + shape.retainImages;
  const { height, width } = model.pixelGrid;
  const features =
    pictures === 'pixels'
      ? model.graphs.imageFeatures(g, g.input('pixels', 'float32', [images, 3, height, width]))
      : g.input('features', 'float32', featuresShape(model, images));
  const sequences = images * shape.questionsPerImage;
  const pictureOfRow = Array.from({ length: sequences }, (_, row) => Math.floor(row / shape.questionsPerImage));
  const text = { sequences, length: shape.length };
  return model.graphs.answerLogProbabilities(g, g.gather(features, pictureOfRow, 0), text);
}

function featuresShape(model: VisionLanguageModel, images: number): Value['shape'] {
  return featuresGraph(model, images).outputs[0]?.shape ?? [];
}

function startInputs(g: GraphBuilder, all: ScoredAnswers, method: UnlearningMethod): FrozenScores {
  const input = (name: string, like: Value) => g.input(name, 'float32', like.shape);
  return {
    tokens: input('start/tokens', all.tokens),
    distributions: method.uses.retainStart ? input('start/distributions', all.logits) : null,
  };
}
