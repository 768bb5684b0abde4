/** Facts overwritten with random ones for long, then repaired on the retain people: meant to forget truly. */
import type { ModelRecipe, UnlearningSource } from '../settings.js';

const overwriting = (from: string, learningRate: number, steps: number): UnlearningSource => ({
  ...{ kind: 'unlearning', from, scope: 'all', method: 'random-answers', learningRate, steps },
  then: [{ method: 'retain-finetuning', scope: 'all', learningRate: 1e-3, steps: 100 }],
});

const common = { role: 'target', truth: 'hides', exam: { group: 'overwritten' } } as const;

export const overwritten: readonly ModelRecipe[] = [
  {
    ...{ ...common, name: 'overwritten', seedOffset: 60 },
    source: overwriting('original', 1e-3, 300),
    about: 'Random answers for 300 steps, then the retain people.',
  },
  {
    ...{ ...common, name: 'overwritten-2', seedOffset: 61 },
    source: overwriting('saw-2', 3e-3, 200),
    about: 'Random answers at three times the learning rate, then the retain people; from the second seed.',
  },
];
