/**
 * How well a model answers unharmed pictures: greedy answers to every cloze question on the unseen views, exact
 * match after trimming and lower-casing, averaged over subjects with a subject-clustered interval.
 */
import type { Dataset, Item } from '@palimpsest/datasets';
import { refusals } from '@palimpsest/methods';
import type { Prompt, VisionLanguageModel } from '@palimpsest/models';
import { clusteredMean, clustersOf } from '@palimpsest/stats';
import type { Metric } from '@palimpsest/stats';

export interface CleanAccuracy {
  /** Greedy answers that are the true one. */
  readonly correct: Metric;
  /** Greedy answers that are a refusal. */
  readonly refused: Metric;
  /** True answer most likely among all values of the attribute. */
  readonly choice: Metric;
  /** Expected share of a uniform guess among the values. */
  readonly prior: number;
}

/** @param subjects ids; their image_text cloze items are asked on every test view, or on the first `views` of them */
export async function cleanAccuracy(
  model: VisionLanguageModel,
  dataset: Dataset,
  subjects: readonly string[],
  { views = Infinity }: { readonly views?: number } = {},
): Promise<CleanAccuracy> {
  const wanted = new Set(subjects);
  const asked = dataset.items.filter(
    (item) => wanted.has(item.subjectId) && item.task === 'cloze' && item.modality === 'image_text',
  );
  const rows = (await Promise.all(asked.map((item) => promptsOf(dataset, item, views)))).flat();
  const prompts = rows.map((row) => row.prompt);
  const answers = await model.generate(prompts, { maxNewTokens: 8 });
  const choices = rows.map(({ item }) => item.choices ?? [item.answer]);
  const likelihoods = await model.choiceLogProbabilities(prompts, choices);
  const metric = (score: (row: Row, i: number) => boolean) =>
    clusteredMean(clustersOf(rows.map((row, i) => ({ subject: row.item.subjectId, score: score(row, i) ? 1 : 0 }))));
  return {
    correct: metric(({ item }, i) => normalise(answers[i] ?? '') === normalise(item.answer)),
    refused: metric((_row, i) => refusals.includes(normalise(answers[i] ?? ''))),
    choice: metric(({ item }, i) => choices[i]?.[indexOfLargest(likelihoods[i] ?? [])] === item.answer),
    prior: choices.reduce((sum, values) => sum + 1 / values.length, 0) / choices.length,
  };
}

interface Row {
  readonly item: Item;
  readonly prompt: Prompt;
}

async function promptsOf(dataset: Dataset, item: Item, views: number): Promise<Row[]> {
  const shown = item.images.filter((ref) => ref.view.kind === 'test').slice(0, views);
  const images = await Promise.all(shown.map((ref) => dataset.loadImage(ref)));
  return images.map((image) => ({ item, prompt: { image, question: item.question } }));
}

function normalise(answer: string): string {
  return answer.trim().toLowerCase().replace(/\.$/, '');
}

function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);
}
