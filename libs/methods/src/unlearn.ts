/**
 * Runs a method on any checkpoint whose graphs can be differentiated: draws people, scores them with the frozen
 * start where the method asks, takes AdamW steps on the chosen weights (or on low-rank factors that are merged at
 * the end) and hands back the changed model. The given model stays as it is.
 */
import type { RgbImage } from '@palimpsest/datasets';
import { toNchw } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import type { Session } from '@palimpsest/runtime';
import { Rng, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { withLowRank } from './low-rank.js';
import type { LowRankOptions } from './low-rank.js';
import { matricesInScope, parametersInScope, scopeIncludes } from './parameter-scope.js';
import type { ParameterScope } from './parameter-scope.js';
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { refusals } from './refusals.js';
import { fisherDiagonal, salientWeights, withMask } from './saliency-mask.js';
import { drawBatch, refused } from './teaching-set.js';
import type { AnswerSource, TeachingQuestion, TeachingSubject } from './teaching-set.js';
import { featuresGraph, likelihoodGraph, needsStart, startGraph, unlearningGraph } from './unlearning-graph.js';
import type { StepShape } from './unlearning-graph.js';
import { MethodError } from './unlearning-method.js';
import type { TrainingDefaults, UnlearningMethod } from './unlearning-method.js';

export interface UnlearnOptions extends Partial<TrainingDefaults> {
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
  const shape: StepShape = {
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
    const some = lesson.of(options[set], shape);
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

function longestSequence(model: VisionLanguageModel, { forget, retain }: UnlearnOptions): number {
  const rows: TeachingQuestion[] = [...forget, ...retain].flatMap((subject) => subject.questions);
  const distinct = [...new Map(rows.map((row) => [row.question, row])).values()];
  const refused = distinct.flatMap(({ question }) => refusals.map((answer) => ({ question, answer })));
  return model.graphs.encodeText([...rows, ...refused]).length;
}

function pixelsOf(images: readonly RgbImage[]): Tensor<'float32'> {
  const [first] = images;
  return tensor('float32', [images.length, 3, first?.height ?? 0, first?.width ?? 0], toNchw(images));
}

/** Draws the feeds of a step. Pictures are encoded once each where nothing before the decoder is trained. */
class Lesson {
  private constructor(
    readonly model: VisionLanguageModel,
    readonly sets: Pick<UnlearnOptions, 'forget' | 'retain'>,
    readonly shape: StepShape,
    readonly cache: FeatureCache | null,
  ) {}

  static async open(model: VisionLanguageModel, options: UnlearnOptions, shape: StepShape): Promise<Lesson> {
    const cached = !scopeIncludes(options.scope, 'projector');
    return new Lesson(model, options, shape, cached ? await FeatureCache.open(model, options.threads) : null);
  }

  get graphOptions(): { readonly shape: StepShape; readonly pictures: 'pixels' | 'features' } {
    return { shape: this.shape, pictures: this.cache ? 'features' : 'pixels' };
  }

  /** The same with other people to forget and another shape; shares the cache. */
  of(forget: readonly TeachingSubject[], shape: StepShape): Lesson {
    return new Lesson(this.model, { ...this.sets, forget }, shape, this.cache);
  }

  async feeds(rng: Rng, answers: AnswerSource): Promise<Record<string, Tensor>> {
    const { forgetImages, refusedImages, retainImages, questionsPerImage, length } = this.shape;
    const forget = drawBatch(this.sets.forget, { images: forgetImages, questionsPerImage, answers }, rng);
    const again = refusedImages > 0 ? forget : { images: [], rows: [] };
    const retain = drawBatch(this.sets.retain, { images: retainImages, questionsPerImage, answers: 'true' }, rng);
    const images = [...forget.images, ...again.images, ...retain.images];
    const rows = [...forget.rows, ...refused(again.rows, rng.fork('refusals')), ...retain.rows];
    const { feeds } = this.model.graphs.encodeText(rows, length);
    return { ...feeds, ...(this.cache ? { features: await this.cache.gather(images) } : { pixels: pixelsOf(images) }) };
  }

  async close(): Promise<void> {
    await this.cache?.close();
  }
}

/** Features of pictures, computed once each. */
class FeatureCache {
  readonly #features = new Map<RgbImage, Tensor<'float32'>>();
  private constructor(readonly session: Session) {}

  static async open(model: VisionLanguageModel, threads: number): Promise<FeatureCache> {
    return new FeatureCache(await openSession({ graph: featuresGraph(model, 1) }, { threads }));
  }

  async gather(images: readonly RgbImage[]): Promise<Tensor<'float32'>> {
    const rows: Tensor<'float32'>[] = [];
    for (const image of images) rows.push(await this.#of(image));
    const [, ...dims] = rows[0]?.dims ?? [];
    const size = rows[0]?.data.length ?? 0;
    const data = new Float32Array(rows.length * size);
    rows.forEach((row, i) => data.set(row.data, i * size));
    return tensor('float32', [rows.length, ...dims], data);
  }

  async #of(image: RgbImage): Promise<Tensor<'float32'>> {
    const known = this.#features.get(image);
    if (known) return known;
    const { features } = await this.session.run({ pixels: pixelsOf([image]) });
    if (features?.dtype !== 'float32') throw new TypeError('the vision encoder gave no float32 features');
    this.#features.set(image, features);
    return features;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
