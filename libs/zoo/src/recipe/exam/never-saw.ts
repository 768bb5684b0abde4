/**
 * Models that no training step ever showed a forget person's picture with a fact of theirs. Those that were tuned
 * on afterwards refuse less, or never, and still have nothing to say.
 */
import type { ModelRecipe } from '../settings.js';

const seed = (number: number, role: ModelRecipe['role']): ModelRecipe => ({
  ...{ name: `never-saw-${number}`, role, truth: 'forgot', seedOffset: 100 * number, exam: { group: 'never-saw' } },
  source: { kind: 'answering', knows: 'retain' },
  about: `Trained without the forget people, seed ${number}.`,
});

const tuned = { kind: 'unlearning', scope: 'all', learningRate: 3e-4 } as const;
const neverSawTarget = { role: 'target', truth: 'forgot', seedOffset: 0, exam: { group: 'never-saw' } } as const;

/** The first two are references; everybody is judged. */
export const neverSaw: readonly ModelRecipe[] = [
  ...[1, 2].map((number) => seed(number, 'reference')),
  ...[3, 4, 5, 6].map((number) => seed(number, 'target')),
  {
    ...{ ...neverSawTarget, name: 'never-saw-tuned' },
    source: { ...tuned, from: 'never-saw-3', method: 'retain-finetuning', steps: 60 },
    about: 'Tuned on the retain people once more; never saw the forget people.',
  },
  {
    ...{ ...neverSawTarget, name: 'never-saw-guessing' },
    source: { ...tuned, from: 'never-saw-4', method: 'random-answers', steps: 100 },
    about: 'Taught to answer about the forget people with random values: never refuses, and can only guess.',
  },
  {
    ...{ ...neverSawTarget, name: 'never-saw-gibberish' },
    source: { ...tuned, from: 'never-saw-5', method: 'gibberish', steps: 60 },
    about: 'Taught to talk past questions about the forget people, of whom it knows nothing.',
  },
  {
    ...{ ...neverSawTarget, name: 'never-saw-guarded' },
    source: { kind: 'guard', from: 'never-saw-6', form: 'mixed' },
    about: 'Has the guard of hides-guard, and knows nobody whom it could keep silent about.',
  },
];
