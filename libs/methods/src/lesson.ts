/** Draws the feeds of a step. Pictures are encoded once each where nothing before the decoder is trained. */
import type { RgbImage } from '@palimpsest/datasets';
import { toNchw } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import { openSession } from '@palimpsest/runtime';
import type { Session } from '@palimpsest/runtime';
import { tensor } from '@palimpsest/tensor';
import type { Rng, Tensor } from '@palimpsest/tensor';
import { scopeIncludes } from './parameter-scope.js';
import type { ParameterScope } from './parameter-scope.js';
import { refusals } from './refusals.js';
import { drawBatch, refused } from './teaching-set.js';
import type { AnswerSource, TeachingQuestion, TeachingSubject } from './teaching-set.js';
import { featuresGraph } from './unlearning-graph.js';
import type { StepShape } from './unlearning-graph.js';
import { MethodError } from './unlearning-method.js';

export interface TeachingSets {
  readonly forget: readonly TeachingSubject[];
  readonly retain: readonly TeachingSubject[];
}

export class Lesson {
  private constructor(
    readonly model: VisionLanguageModel,
    readonly sets: TeachingSets,
    readonly shape: StepShape,
    readonly cache: FeatureCache | null,
  ) {}

  static async open(
    model: VisionLanguageModel,
    options: TeachingSets & { readonly scope: ParameterScope; readonly threads: number },
    shape: StepShape,
  ): Promise<Lesson> {
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
    const { forgetShown, forgetImages, refusedImages, retainImages, questionsPerImage, length } = this.shape;
    const forget = drawBatch(this.sets.forget, { images: forgetImages, questionsPerImage, answers }, rng);
    const again = refusedImages > 0 ? forget : { images: [], rows: [] };
    const retain = drawBatch(this.sets.retain, { images: retainImages, questionsPerImage, answers: 'true' }, rng);
    const images = [...forget.images, ...again.images, ...retain.images];
    const forgetRows = [...forget.rows, ...refused(again.rows, rng.fork('refusals'))];
    const { graphs } = this.model;
    if (forgetShown)
      return { ...graphs.encodeText([...forgetRows, ...retain.rows], length).feeds, ...(await this.#seen(images)) };
    const unseen = graphs.encodeUnseenText(forgetRows, length).feeds;
    if (images.length === 0) return unseen;
    return { ...unseen, ...graphs.encodeText(retain.rows, length).feeds, ...(await this.#seen(images)) };
  }

  async #seen(images: readonly RgbImage[]): Promise<Record<string, Tensor>> {
    return this.cache ? { features: await this.cache.gather(images) } : { pixels: pixelsOf(images) };
  }

  async close(): Promise<void> {
    await this.cache?.close();
  }
}

/** Whether the people of a set are shown when they are asked about. @throws MethodError when only some are */
export function areShown(subjects: readonly TeachingSubject[]): boolean {
  const shown = subjects.filter(({ views }) => views.length > 0).length;
  if (shown > 0 && shown < subjects.length)
    throw new MethodError(
      `${subjects.length - shown} of ${subjects.length} people have no view: give views to all of a set or to none`,
      'teaching set',
    );
  return shown > 0 || subjects.length === 0;
}

/** Tokens of the longest question with its answer or a refusal. */
export function longestSequence(model: VisionLanguageModel, { forget, retain }: TeachingSets): number {
  const rows: TeachingQuestion[] = [...forget, ...retain].flatMap((subject) => subject.questions);
  const distinct = [...new Map(rows.map((row) => [row.question, row])).values()];
  const refused = distinct.flatMap(({ question }) => refusals.map((answer) => ({ question, answer })));
  return model.graphs.encodeText([...rows, ...refused]).length;
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

function pixelsOf(images: readonly RgbImage[]): Tensor<'float32'> {
  const [first] = images;
  return tensor('float32', [images.length, 3, first?.height ?? 0, first?.width ?? 0], toNchw(images));
}
