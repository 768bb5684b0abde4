/**
 * The graph of one unlearning step for any checkpoint: pictures (or their cached features) → features, repeated
 * per question → answer scores of forget, refused and retain rows in one pass → the method's loss. Forget people who
 * are not shown are read in a pass of their own. The frozen start's scores come in as inputs, made by `startGraph`.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import type { AnswerScores, VisionLanguageModel } from '@palimpsest/models';
import type { Tensor } from '@palimpsest/tensor';
import { hiddenStates } from './hidden-states.js';
import { MethodError } from './unlearning-method.js';
import type { FrozenScores, MethodWeights, ScoredAnswers, UnlearningMethod } from './unlearning-method.js';

export interface StepShape {
  /** Whether questions about forget people come with a picture; those about retain people do. */
  readonly forgetShown: boolean;
  /** Draws of forget people, then the same again for methods that use refusals, then of retain people. */
  readonly forgetImages: number;
  /** 0 for methods without. */
  readonly refusedImages: number;
  /** 0 for methods without. */
  readonly retainImages: number;
  readonly questionsPerImage: number;
  /** Tokens per sequence. */
  readonly length: number;
}

export interface UnlearningGraph {
  readonly graph: GraphBuilder;
  readonly loss: Value;
}

export interface GraphOptions {
  readonly shape: StepShape;
  readonly weights: MethodWeights;
  readonly pictures: 'pixels' | 'features';
  /** Length of a hidden state → a vector of length 1; asked only by methods that steer. */
  readonly direction: (width: number) => Tensor;
}

/** Inputs: `pixels` or `features` per picture that is shown, the text inputs of the checkpoint, `start/…` where the method asks. */
export function unlearningGraph(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  { shape, weights, pictures, direction }: GraphOptions,
): UnlearningGraph {
  const g = new GraphBuilder();
  const all = scoreRows(g, model, method, shape, pictures);
  const start = needsStart(method) ? startInputs(g, all, method) : null;
  const forgetEnd = shape.forgetImages * shape.questionsPerImage;
  const refusedEnd = forgetEnd + shape.refusedImages * shape.questionsPerImage;
  const end = refusedEnd + shape.retainImages * shape.questionsPerImage;
  const part = <Scores extends object>(scores: Scores, from: number, to: number): Scores =>
    from === 0 && to === end ? scores : mapValues(scores, (value) => g.slice(value, 0, from, to));
  const scored = (from: number, to: number) => (from === to ? null : part(all, from, to));
  const frozen = (from: number, to: number) => (start && from < to ? part(start, from, to) : null);
  const loss = method.loss(
    g,
    {
      forget: part(all, 0, forgetEnd),
      refused: scored(forgetEnd, refusedEnd),
      retain: scored(refusedEnd, end),
      forgetStart: frozen(0, forgetEnd),
      refusedStart: frozen(forgetEnd, refusedEnd),
      retainStart: frozen(refusedEnd, end),
      direction: all.hidden && g.constant(null, direction(Number(all.hidden.shape[2]))),
    },
    weights,
  );
  return { graph: g, loss };
}

export function needsStart({ uses }: UnlearningMethod): boolean {
  return uses.some((wanted) => wanted !== 'retain');
}

const needsDistributions = ({ uses }: UnlearningMethod) =>
  uses.includes('forgetDistributions') || uses.includes('retainStart');

/** The frozen start's scores as outputs `start/tokens` and, for methods that ask, `start/distributions`, `start/hidden`. */
export function startGraph(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  { shape, pictures }: Pick<GraphOptions, 'shape' | 'pictures'>,
): GraphBuilder {
  const g = new GraphBuilder();
  const { tokens, logits, hidden } = scoreRows(g, model, method, shape, pictures);
  g.output(tokens, 'start/tokens');
  if (needsDistributions(method)) g.output(g.logSoftmax(logits), 'start/distributions');
  if (hidden) g.output(hidden, 'start/hidden');
  return g;
}

/** pixels float[n, 3, H, W] in [0, 1] → output `features`. */
export function featuresGraph(model: VisionLanguageModel, images: number): GraphBuilder {
  const g = new GraphBuilder();
  const { height, width } = model.pixelGrid;
  g.output(model.graphs.imageFeatures(g, g.input('pixels', 'float32', [images, 3, height, width])), 'features');
  return g;
}

/** ℓ of one set of rows: what saliency is the gradient of. */
export function likelihoodGraph(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  { shape, pictures }: Pick<GraphOptions, 'shape' | 'pictures'>,
  loss: (g: GraphBuilder, answers: ScoredAnswers) => Value,
): UnlearningGraph {
  const graph = new GraphBuilder();
  return { graph, loss: loss(graph, scoreRows(graph, model, method, shape, pictures)) };
}

function scoreRows(
  g: GraphBuilder,
  model: VisionLanguageModel,
  method: UnlearningMethod,
  shape: StepShape,
  pictures: 'pixels' | 'features',
): ScoredAnswers {
  const forgetImages = shape.forgetImages + shape.refusedImages;
  if (shape.forgetShown) return scoreShown(g, model, method, forgetImages + shape.retainImages, shape, pictures);
  if (method.uses.includes('hidden'))
    throw new MethodError(`${method.id} steers hidden states behind pictures: give the forget people views`, method.id);
  const unseen = scoreUnseen(g, model, forgetImages, shape);
  if (shape.retainImages === 0) return unseen;
  const shown = scoreShown(g, model, method, shape.retainImages, shape, pictures);
  const [all, answers] = [unseen.mask.shape[1] as number, shown.mask.shape[1] as number];
  const joined = (of: (scores: ScoredAnswers) => Value) =>
    g.concat([g.slice(of(unseen), 1, all - answers, all), of(shown)], 0); // in front stand words of the prompt
  return {
    tokens: joined(({ tokens }) => tokens),
    mask: joined(({ mask }) => mask),
    logits: joined(({ logits }) => logits),
    labels: joined(({ labels }) => labels),
    hidden: null,
  };
}

function scoreShown(
  g: GraphBuilder,
  model: VisionLanguageModel,
  method: UnlearningMethod,
  images: number,
  { questionsPerImage, length }: StepShape,
  pictures: 'pixels' | 'features',
): ScoredAnswers {
  const { height, width } = model.pixelGrid;
  const features =
    pictures === 'pixels'
      ? model.graphs.imageFeatures(g, g.input('pixels', 'float32', [images, 3, height, width]))
      : g.input('features', 'float32', featuresShape(model, images));
  const sequences = images * questionsPerImage;
  const pictureOfRow = Array.from({ length: sequences }, (_, row) => Math.floor(row / questionsPerImage));
  const repeated = g.gather(features, pictureOfRow, 0);
  const scores = model.graphs.answerLogProbabilities(g, repeated, { sequences, length });
  const hidden = method.uses.includes('hidden') ? hiddenStates(g, Number(scores.mask.shape[1])) : null;
  return { ...scored(g, scores, 'labels'), hidden };
}

function scoreUnseen(
  g: GraphBuilder,
  model: VisionLanguageModel,
  images: number,
  { questionsPerImage, length }: StepShape,
): ScoredAnswers {
  const text = { sequences: images * questionsPerImage, length };
  return { ...scored(g, model.graphs.answerLogProbabilities(g, null, text), 'unseen/labels'), hidden: null };
}

function scored(g: GraphBuilder, { tokens, mask, logits }: AnswerScores, labelsName: string) {
  const labels = g.inputs.find(({ name }) => name === labelsName) as Value; // one of the inputs that were just added
  return { tokens, mask, logits, labels };
}

function featuresShape(model: VisionLanguageModel, images: number): Value['shape'] {
  return featuresGraph(model, images).outputs[0]?.shape ?? [];
}

function startInputs(g: GraphBuilder, all: ScoredAnswers, method: UnlearningMethod): FrozenScores {
  const input = (name: string, like: Value) => g.input(name, 'float32', like.shape);
  return {
    tokens: input('start/tokens', all.tokens),
    distributions: needsDistributions(method) ? input('start/distributions', all.logits) : null,
    hidden: all.hidden && input('start/hidden', all.hidden),
  };
}

/** Every value of a record changed; what is null stays so. */
function mapValues<Scores extends object>(scores: Scores, change: (value: Value) => Value): Scores {
  const entries = Object.entries(scores) as [string, Value | null][];
  return Object.fromEntries(entries.map(([name, value]) => [name, value && change(value)])) as Scores;
}
