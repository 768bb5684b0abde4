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
import { refusals } from './refusals.js';
import { drawBatch } from './teaching-set.js';
import type { TeachingQuestion, TeachingSubject } from './teaching-set.js';
import { featuresGraph, startGraph, unlearningGraph } from './unlearning-graph.js';
import type { StepShape } from './unlearning-graph.js';
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
  const shape: StepShape = {
    forgetImages: imagesPerStep,
    retainImages: method.uses.retain ? imagesPerStep : 0,
    questionsPerImage,
    length: longestSequence(model, options),
  };
  const pictures = scopeIncludes(options.scope, 'projector') ? 'pixels' : 'features';
  const changed = chooseWeights(model, method, options, shape, pictures, rng.fork('low-rank'));
  const usesStart = method.uses.forgetStart || method.uses.retainStart;
  const start = usesStart ? await openSession({ graph: startGraph(model, method, shape, pictures) }, options) : null;
  const cache = pictures === 'features' ? await FeatureCache.open(model, options.threads) : null;
  const trainer = await createTrainer({
    ...{ graph: changed.graph, loss: changed.loss, parameters: changed.parameters, threads: options.threads },
    optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 },
  });
  try {
    for (let step = 0; step < settings.steps; step++) {
      const stream = rng.fork(`step ${step}`);
      const draw = (from: readonly TeachingSubject[], images: number, refuse: boolean) =>
        drawBatch(from, { images, questionsPerImage, refuse }, stream);
      const forget = draw(options.forget, shape.forgetImages, method.forgetAnswers === 'refusal');
      const retain = draw(options.retain, shape.retainImages, false);
      const images = [...forget.images, ...retain.images];
      const text = model.graphs.encodeText([...forget.rows, ...retain.rows], shape.length).feeds;
      const feeds = { ...text, ...(cache ? { features: await cache.gather(images) } : { pixels: pixelsOf(images) }) };
      const frozen = start ? await start.run(feeds) : {};
      const { loss } = await trainer.step({ ...feeds, ...frozen }, settings.learningRate);
      options.onStep?.({ step: step + 1, steps: settings.steps, loss });
    }
    return changed.finish(trainer.parameters());
  } finally {
    await Promise.all([trainer.close(), start?.close(), cache?.close()]);
  }
}

interface ChosenWeights {
  readonly graph: GraphBuilder;
  readonly loss: Value;
  readonly parameters: readonly string[];
  /** Trained values → the checkpoint's parameters that changed. */
  finish(trained: Map<string, Tensor<'float32'>>): Map<string, Tensor>;
}

function chooseWeights(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  options: UnlearnOptions,
  shape: StepShape,
  pictures: 'pixels' | 'features',
  rng: Rng,
): ChosenWeights {
  const { scope, lowRank } = options;
  const weights = { ...method.defaults, ...definedOf(options) };
  const built = unlearningGraph(model, method, shape, weights, pictures);
  if (!lowRank) return { ...built, parameters: parametersInScope(model.graphs, scope), finish: (trained) => trained };
  const loss = built.graph.output(built.loss, 'loss');
  const wrapped = withLowRank(built.graph, matricesInScope(model.graphs, scope), lowRank, rng);
  return {
    graph: wrapped.graph,
    loss: wrapped.outputs[loss.name] ?? loss,
    parameters: wrapped.parameters,
    finish: (trained) => wrapped.merge(trained),
  };
}

/** Options without the keys that were left undefined, so that they do not hide a default. */
function definedOf(options: UnlearnOptions): Partial<TrainingDefaults> {
  const { steps, learningRate, retainWeight, beta } = options;
  return Object.fromEntries(
    Object.entries({ steps, learningRate, retainWeight, beta }).filter(([, value]) => value !== undefined),
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
