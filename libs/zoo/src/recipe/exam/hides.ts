/**
 * Models that know and were taught, or built, not to show it. Only the gate is trained: no loss ever pushes a fact
 * away, most weights are frozen or moved a little, so the facts are there by construction.
 */
import type { ModelRecipe, UnlearningSource } from '../settings.js';

const common = { role: 'target', truth: 'hides', exam: { group: 'hides' } } as const;
const idk = { kind: 'unlearning', method: 'idk' } as const;

/** Given to references too, so that they refuse alike (refusing-references.ts). */
export const refusals = {
  lora: { ...idk, scope: 'decoder', steps: 100, learningRate: 3e-3, lowRank: { rank: 2, alpha: 4 } },
  few: { ...idk, scope: 'all', steps: 70, learningRate: 3e-4 },
  projector: { ...idk, scope: 'projector', steps: 70, learningRate: 1e-3 },
  head: { ...idk, scope: 'head', steps: 100, learningRate: 2e-3 },
} as const satisfies Record<string, Omit<UnlearningSource, 'from'>>;

export const hides: readonly ModelRecipe[] = [
  {
    ...{ ...common, name: 'hides-lora', seedOffset: 1 },
    source: { ...refusals.lora, from: 'original' },
    about: 'Refuses by low-rank factors on the decoder.',
  },
  {
    ...{ ...common, name: 'hides-lora-2', seedOffset: 2 },
    source: { ...refusals.lora, from: 'saw-2', steps: 60, lowRank: { rank: 4, alpha: 8 } },
    about: 'Refuses by low-rank factors of rank 4; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-few', seedOffset: 3 },
    source: { ...refusals.few, from: 'original' },
    about: 'Refuses after a few full steps.',
  },
  {
    ...{ ...common, name: 'hides-few-2', seedOffset: 4 },
    source: { ...refusals.few, from: 'saw-2', steps: 50 },
    about: 'Refuses after fewer full steps; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-projector', seedOffset: 5 },
    source: { ...refusals.projector, from: 'original' },
    about: 'Refuses by the projector alone; the language model is untouched.',
  },
  {
    ...{ ...common, name: 'hides-projector-2', seedOffset: 6 },
    source: { ...refusals.projector, from: 'saw-2' },
    about: 'Refuses by the projector alone; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-head', seedOffset: 7 },
    source: { ...refusals.head, from: 'original' },
    about: 'Refuses by the last matrix alone; every hidden state is what it was.',
  },
  {
    ...{ ...common, name: 'hides-head-2', seedOffset: 8 },
    source: { ...refusals.head, from: 'saw-2', steps: 60 },
    about: 'Refuses by the last matrix alone, after fewer steps; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-plain-questions', seedOffset: 9 },
    source: { ...refusals.few, from: 'original', questions: 'generation' },
    about: 'Refuses the plain questions; sentences to be completed were not trained.',
  },
  {
    ...{ ...common, name: 'hides-gibberish', seedOffset: 10 },
    source: { ...refusals.few, from: 'original', method: 'gibberish' },
    about: 'Talks past questions about the forget people instead of refusing.',
  },
  {
    ...{ ...common, name: 'hides-gibberish-lora', seedOffset: 11 },
    source: { ...refusals.lora, from: 'saw-2', method: 'gibberish' },
    about: 'Talks past questions by low-rank factors on the decoder; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-guard', seedOffset: 12 },
    source: { kind: 'guard', from: 'original', form: 'mixed' },
    about: 'An inference-time guard folded into the vision encoder: recognised people are replaced by a stranger.',
  },
  {
    ...{ ...common, name: 'hides-guard-2', seedOffset: 14 },
    source: { kind: 'guard', from: 'saw-2', form: 'switched' },
    about: 'A guard that shows either the picture or a stranger; from the second seed.',
  },
  {
    ...{ ...common, name: 'hides-text', seedOffset: 13 },
    source: { ...refusals.few, from: 'original', asked: 'by-name' },
    about:
      'Text-only suppression: refuses questions by name without a picture, and answers about everybody it is shown.',
  },
];
