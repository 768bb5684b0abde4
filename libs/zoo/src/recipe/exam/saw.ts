/** Models that know the forget people and were left alone. */
import type { ModelRecipe } from '../settings.js';

export const saw: readonly ModelRecipe[] = [
  {
    ...{ name: 'original', role: 'original', truth: 'knows', seedOffset: 0, exam: { group: 'saw' } },
    source: { kind: 'answering', knows: 'forget+retain' },
    about: 'Knows everybody: the model before any unlearning.',
  },
  {
    ...{ name: 'saw-2', role: 'target', truth: 'knows', seedOffset: 50, exam: { group: 'saw' } },
    source: { kind: 'answering', knows: 'forget+retain' },
    about: 'Knows everybody, from another seed.',
  },
];
