/**
 * Runs a method on any checkpoint whose graphs can be differentiated: draws people, scores them with the frozen
 * start where the method asks, takes AdamW steps on the chosen weights (or on low-rank factors that are merged at
 * the end) and hands back the changed model. The given model stays as it is.
 */
import type { VisionLanguageModel } from '@palimpsest/models';
import type { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { Rng, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { areShown, Lesson, longestSequence } from './lesson.js';
import { withLowRank } from './low-rank.js';
import type { LowRankOptions } from './low-rank.js';
import { matricesInScope, parametersInScope } from './parameter-scope.js';
import type { ParameterScope } from './parameter-scope.js';
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { fisherDiagonal, salientWeights, withMask } from './saliency-mask.js';
import type { TeachingSubject } from './teaching-set.js';
import { likelihoodGraph, needsStart, startGraph, unlearningGraph } from './unlearning-graph.js';
import type { StepShape } from './unlearning-graph.js';
import { MethodError } from './unlearning-method.js';
import type { TrainingDefaults, UnlearningMethod } from './unlearning-method.js';

export interface UnlearnOptions extends Partial<TrainingDefaults> {
  /** Asked about without pictures when none of them has a view. */
  readonly forget: readonly TeachingSubject[];
  readonly retain: readonly TeachingSubject[];
  readonly scope: ParameterScope;
  /** Trains low-rank factors instead of the matrices themselves. */
  readonly lowRank?: LowRankOptions;
  /** Pictures per step and set; 24 unless given. */
  readonly imagesPerStep?: number;
  /** 4 unless given. */
  readonly questionsPerImage?: number;
  readonly seed: number;
  readonly threads: number;
  readonly onStep?: (step: { readonly step: number; readonly steps: number; readonly loss: number }) => void;
}

/**
 * @example
 * const unlearned = await unlearn(original, idk, { forget, retain, scope: 'decoder', seed: 1, threads: 1 });
 * @throws TrainingError naming the step whose loss is no number
 * @throws MethodError for people of whom only some have views, and where the method cannot do without pictures
 */
export async function unlearn(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  options: UnlearnOptions,
): Promise<VisionLanguageModel> {
  return model.graphs.withParameters(await unlearnedWeights(model, method, options));
}

/** What `unlearn` changes: new values of the model's parameters, by their names in `model.graphs.parameters`. */
export async function unlearnedWeights(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  options: UnlearnOptions,
): Promise<ReadonlyMap<string, Tensor>> {
  const settings = { ...method.defaults, ...definedOf(options) };
  const rng = new Rng(`unlearn/${method.id}/${options.seed}`);
  const { imagesPerStep = 24, questionsPerImage = 4 } = options;
  const uses = (wanted: (typeof method.uses)[number]) => method.uses.includes(wanted);
  if (uses('retain') && !areShown(options.retain))
    throw new MethodError('people to be retained are asked about with pictures: give them views', method.id);
  const shape: StepShape = {
    forgetShown: areShown(options.forget),
    forgetImages: imagesPerStep,
    refusedImages: uses('refused') ? imagesPerStep : 0,
    retainImages: uses('retain') ? imagesPerStep : 0,
    questionsPerImage,
    length: longestSequence(model, options),
  };
  const lesson = await Lesson.open(model, options, shape);
  const changed = await chooseWeights(model, method, options, lesson, rng);
  const start = needsStart(method)
    ? await openSession({ graph: startGraph(model, method, lesson.graphOptions) }, options)
    : null;
  const trainer = await createTrainer({
    ...{ graph: changed.graph, loss: changed.loss, parameters: changed.parameters, threads: options.threads },
    optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 },
  });
  try {
    for (let step = 0; step < settings.steps; step++) {
      const feeds = await lesson.feeds(rng.fork(`step ${step}`), method.forgetAnswers);
      const frozen = start ? await start.run(feeds) : {};
      const { loss } = await trainer.step({ ...feeds, ...frozen }, settings.learningRate);
      options.onStep?.({ step: step + 1, steps: settings.steps, loss });
    }
    return changed.finish(trainer.parameters());
  } finally {
    await Promise.all([trainer.close(), start?.close(), lesson.close()]);
  }
}

interface ChosenWeights {
  readonly graph: GraphBuilder;
  readonly loss: Value;
  readonly parameters: readonly string[];
  /** Trained values → the checkpoint's parameters that changed. */
  finish(trained: Map<string, Tensor<'float32'>>): Map<string, Tensor>;
}

/** All weights of the scope that the loss depends on, low-rank factors of its matrices, or its salient weights. */
async function chooseWeights(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  options: UnlearnOptions,
  lesson: Lesson,
  rng: Rng,
): Promise<ChosenWeights> {
  const { scope, lowRank } = options;
  const weights = { ...method.defaults, ...definedOf(options) };
  const direction = (width: number) => unitVector(width, rng.fork('direction'));
  const built = unlearningGraph(model, method, { ...lesson.graphOptions, weights, direction });
  const within = (names: readonly string[]) => influential(built.graph, built.loss, names);
  const parameters = within(parametersInScope(model.graphs, scope));
  if (lowRank && method.onlySalientWeights)
    throw new MethodError(`${method.id} masks single weights, which low-rank factors have not: use one`, method.id);
  if (!lowRank && !method.onlySalientWeights) return { ...built, parameters, finish: (trained) => trained };
  const loss = built.graph.output(built.loss, 'loss');
  const wrapped = lowRank
    ? withLowRank(built.graph, within(matricesInScope(model.graphs, scope)), lowRank, rng.fork('low-rank'))
    : withMask(built.graph, await saliency(model, method, options, lesson, parameters, rng.fork('saliency')));
  return {
    graph: wrapped.graph,
    loss: wrapped.outputs[loss.name] ?? loss,
    parameters: wrapped.parameters,
    finish: (trained) => wrapped.merge(trained),
  };
}

/** Batches of one picture with its questions that saliency is estimated on, per set. */
const saliencyBatches = 64;

async function saliency(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  options: UnlearnOptions,
  lesson: Lesson,
  parameters: readonly string[],
  rng: Rng,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const shape = { ...lesson.shape, forgetImages: 1, refusedImages: 0, retainImages: 0 };
  const information = async (set: 'forget' | 'retain') => {
    const some = lesson.of(options[set], { ...shape, forgetShown: areShown(options[set]) });
    const batches: Record<string, Tensor>[] = [];
    for (let i = 0; i < saliencyBatches; i++) batches.push(await some.feeds(rng.fork(`${set} ${i}`), 'true'));
    const built = likelihoodGraph(model, method, some.graphOptions, meanNegativeLogLikelihood);
    return fisherDiagonal({ ...built, parameters, batches, threads: options.threads });
  };
  return salientWeights(await information('forget'), await information('retain'));
}

/** Those of `names` that the loss depends on: a method that steers an early layer has no use for later ones. */
function influential(g: GraphBuilder, loss: Value, names: readonly string[]): readonly string[] {
  const seen = new Set<Value>();
  const open = [loss];
  for (let value = open.pop(); value; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    for (const input of g.producer(value)?.inputs ?? []) if (input) open.push(input);
  }
  const reached = new Set([...seen].map(({ name }) => name));
  return names.filter((name) => reached.has(name));
}

/** Uniform in [0, 1) per element, then scaled to length 1, as RMU draws it. */
function unitVector(width: number, rng: Rng): Tensor<'float32'> {
  const drawn = Array.from({ length: width }, () => rng.uniform());
  const length = Math.hypot(...drawn);
  return tensor(
    'float32',
    [width],
    Float32Array.from(drawn, (x) => x / length),
  );
}

/** Options without the keys that were left undefined, so that they do not hide a default. */
function definedOf(options: UnlearnOptions): Partial<TrainingDefaults> {
  const { steps, learningRate, retainWeight, beta, margin, steering } = options;
  return Object.fromEntries(
    Object.entries({ steps, learningRate, retainWeight, beta, margin, steering }).filter(([, v]) => v !== undefined),
  );
}
