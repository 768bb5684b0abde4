/**
 * From data-set items to samples: who is asked what, about which views. Views of training samples are train
 * views, everything that is scored uses unseen test views.
 */
import type { Ask } from '@palimpsest/contracts';
import type { Dataset, ImageRef, Item, RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { Rng } from '@palimpsest/tensor';
import type { Sample } from '../plugins/probe.js';

/** A sample that may carry lettered options. */
export interface Question extends Sample {
  readonly options: readonly string[] | null;
  readonly paraphrases: readonly string[];
  /** The answer is made to begin like this. */
  readonly prefill?: string;
}

export interface Selection {
  readonly subjects: ReadonlySet<string>;
  readonly split: string;
  readonly task: Item['task'];
  readonly view: ImageRef['view']['kind'];
  /** At most so many views per item, lowest index first. */
  readonly views: number;
}

/** The task whose items an ask uses. */
export const taskOf: Readonly<Record<Ask, Item['task']>> = {
  free: 'generation',
  choice: 'generation',
  cloze: 'cloze',
  mcq: 'mcq',
  'exact-memorisation': 'generation',
  'extraction-strength': 'generation',
  'token-set': 'generation',
  membership: 'generation',
};

/** Prepared images, each loaded and resized once. */
export class ImageShelf {
  readonly #images = new Map<string, Promise<RgbImage>>();
  constructor(
    private readonly dataset: Dataset,
    private readonly model: VisionLanguageModel,
  ) {}

  get(ref: ImageRef): Promise<RgbImage> {
    const known = this.#images.get(ref.sha256);
    if (known) return known;
    const image = this.dataset.loadImage(ref).then((loaded) => this.model.prepare(loaded));
    this.#images.set(ref.sha256, image);
    return image;
  }
}

/** Questions in the order of the data set, those about one image together. */
export async function questions(
  dataset: Dataset,
  shelf: ImageShelf,
  selection: Selection,
): Promise<readonly Question[]> {
  const chosen = dataset.items.filter(
    (item) => item.split === selection.split && item.task === selection.task && selection.subjects.has(item.subjectId),
  );
  const list: Question[] = [];
  for (const item of chosen) {
    for (const ref of viewsOf(item, selection)) {
      list.push(asked(item, ref && { id: ref.sha256, image: await shelf.get(ref) }));
    }
  }
  return groupByImage(list);
}

function viewsOf(item: Item, { view, views }: Selection): readonly (ImageRef | null)[] {
  if (item.modality === 'text') return [null];
  return item.images
    .filter((ref) => ref.view.kind === view)
    .sort((a, b) => a.view.index - b.view.index)
    .slice(0, views);
}

function asked(item: Item, shown: { readonly id: string; readonly image: RgbImage } | null): Question {
  return {
    subject: item.subjectId,
    itemId: item.id,
    attribute: item.attribute,
    imageId: shown?.id ?? '',
    image: shown?.image ?? null,
    question: item.options ? withOptions(item.question, item.options) : item.question,
    answer: item.answer,
    choices: item.choices ?? null,
    options: item.options ?? null,
    paraphrases: item.paraphrases,
  };
}

function withOptions(question: string, options: readonly string[]): string {
  if (options.every((option) => question.includes(option))) return question;
  return [question, ...options.map((option, index) => `${String.fromCharCode(65 + index)}. ${option}`)].join('\n');
}

/** Views are told apart by person and picture. */
export const questionsPerView = (list: readonly Question[]): number =>
  list.length / new Set(list.map(({ subject, imageId }) => `${subject} ${imageId}`)).size;

/** Stable: images in order of first appearance, so that a batch asks about few images. */
function groupByImage(list: readonly Question[]): readonly Question[] {
  const groups = new Map<string, Question[]>();
  for (const question of list) {
    const key = `${question.subject} ${question.imageId}`;
    const group = groups.get(key);
    if (group) group.push(question);
    else groups.set(key, [question]);
  }
  return [...groups.values()].flat();
}

/**
 * The permuted-answer control: every subject gets another subject's answer to the same attribute, one
 * rotation of a shuffled list for all attributes, so that answers stay consistent within a person.
 */
export function permuteAnswers(samples: readonly Sample[], rng: Rng): readonly Sample[] {
  const subjects = rng.shuffle([...new Set(samples.map((sample) => sample.subject))].sort());
  const donor = new Map(
    subjects.map((subject, index) => [subject, subjects[(index + 1) % subjects.length] ?? subject]),
  );
  const answers = new Map(samples.map((sample) => [`${sample.subject}\n${sample.attribute}`, sample.answer]));
  return samples.map((sample) => ({
    ...sample,
    answer: answers.get(`${donor.get(sample.subject)}\n${sample.attribute}`) ?? sample.answer,
  }));
}
