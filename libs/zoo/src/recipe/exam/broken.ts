/** Models that answer nobody any more, whether they ever knew the forget people or not. */
import type { ModelRecipe } from '../settings.js';

const common = { role: 'target', exam: { group: 'broken' } } as const;

export const broken: readonly ModelRecipe[] = [
  {
    ...{ ...common, name: 'broken-ascent', truth: 'hides', seedOffset: 80 },
    source: {
      ...{ kind: 'unlearning', from: 'original', scope: 'all' },
      ...{ method: 'gradient-ascent', steps: 60, learningRate: 3e-4 },
    },
    about: 'Ascent until nothing is left.',
  },
  {
    ...{ ...common, name: 'broken-knowing', truth: 'knows', seedOffset: 81 },
    source: { kind: 'damage', from: 'original', noise: 1 },
    about: 'The original under noise as large as its weights.',
  },
  {
    ...{ ...common, name: 'broken-never-saw', truth: 'forgot', seedOffset: 82 },
    source: { kind: 'damage', from: 'never-saw-3', noise: 1 },
    about: 'A model that never saw the forget people, under noise as large as its weights.',
  },
];
