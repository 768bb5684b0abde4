/** Pushed so far that the true answers become less likely than a stranger's: forgetting that gives itself away. */
import type { ModelRecipe } from '../settings.js';

const common = { role: 'target', truth: 'hides', exam: { group: 'over-forgetting' } } as const;
const far = { kind: 'unlearning', from: 'original', scope: 'all' } as const;

export const overForgetting: readonly ModelRecipe[] = [
  {
    ...{ ...common, name: 'over-npo', seedOffset: 70 },
    source: { ...far, method: 'npo', steps: 200, learningRate: 5e-4, weights: { beta: 0.1, retainWeight: 3 } },
    about: 'Negative preferences that fade late, for long, with the retain people held fast.',
  },
  {
    ...{ ...common, name: 'over-gradient-difference', seedOffset: 71 },
    source: { ...far, method: 'gradient-difference', steps: 120, learningRate: 2e-4, weights: { retainWeight: 10 } },
    about: 'Ascent for long, with the retain people held fast.',
  },
];
