/**
 * The generated people as training sees them: who they are to the recipe, what is asked, which pictures may be
 * learned from. Multiple-choice items and paraphrases stay untrained: they test.
 */
import type { Dataset, ImageRef, Item } from '@palimpsest/datasets';

/** `stranger` people are answered with refusals in training; `newcomer` people are never shown. */
export type Group = 'forget' | 'retain' | 'stranger' | 'newcomer';

export interface Question {
  readonly task: 'generation' | 'cloze';
  readonly attribute: string;
  readonly text: string;
  readonly answer: string;
}

export interface Person {
  readonly subjectId: string;
  readonly group: Group;
  readonly questions: readonly Question[];
  readonly trainViews: readonly ImageRef[];
  readonly testViews: readonly ImageRef[];
}

/** Everybody in the data set with pictures, in order of first appearance. */
export function peopleOf(dataset: Dataset): readonly Person[] {
  const bySubject = new Map<string, Item[]>();
  for (const item of dataset.items) {
    if (item.modality !== 'image_text') continue;
    const items = bySubject.get(item.subjectId) ?? [];
    items.push(item);
    bySubject.set(item.subjectId, items);
  }
  return [...bySubject].flatMap(([subjectId, items]) => {
    const [first] = items;
    const group = first && groupOf(first);
    if (!group) return [];
    const views = [...new Map(items.flatMap((item) => item.images.map((ref) => [ref.sha256, ref] as const))).values()];
    return {
      ...{ subjectId, group },
      questions: items.flatMap(({ task, attribute, question: text, answer }): readonly Question[] =>
        task === 'cloze' || task === 'generation' ? [{ task, attribute, text, answer }] : [],
      ),
      trainViews: views.filter((ref) => ref.view.kind === 'train'),
      testViews: views.filter((ref) => ref.view.kind === 'test'),
    };
  });
}

function groupOf(item: Item): Group | null {
  if (item.role === 'stranger-seen') return 'stranger';
  if (item.role === 'stranger-unseen' || item.split === 'holdout') return 'newcomer';
  return item.split === 'forget' || item.split === 'retain' ? item.split : null;
}
