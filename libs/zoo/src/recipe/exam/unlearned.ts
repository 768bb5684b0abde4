/**
 * Every method of libs/methods that claims to unlearn, at two strengths. Construction does not say what is left of
 * the facts: the truth about these is measured (ADR 17). `idk` and `gibberish` are in hides.ts.
 */
import type { ModelRecipe, UnlearningStage } from '../settings.js';

type Strength = Pick<UnlearningStage, 'steps' | 'learningRate'>;

const strengths: Readonly<Record<string, { readonly mild: Strength; readonly strong: Strength }>> = {
  'gradient-ascent': { mild: { steps: 15, learningRate: 1e-4 }, strong: { steps: 30, learningRate: 1e-4 } },
  'gradient-difference': { mild: { steps: 40, learningRate: 2e-4 }, strong: { steps: 80, learningRate: 2e-4 } },
  'kl-minimisation': { mild: { steps: 40, learningRate: 2e-4 }, strong: { steps: 80, learningRate: 2e-4 } },
  npo: { mild: { steps: 60, learningRate: 3e-4 }, strong: { steps: 120, learningRate: 5e-4 } },
  'sim-npo': { mild: { steps: 60, learningRate: 3e-4 }, strong: { steps: 120, learningRate: 5e-4 } },
  dpo: { mild: { steps: 50, learningRate: 3e-4 }, strong: { steps: 100, learningRate: 5e-4 } },
  rmu: { mild: { steps: 60, learningRate: 1e-3 }, strong: { steps: 120, learningRate: 1e-3 } },
  undial: { mild: { steps: 60, learningRate: 3e-4 }, strong: { steps: 120, learningRate: 5e-4 } },
  wga: { mild: { steps: 60, learningRate: 3e-4 }, strong: { steps: 120, learningRate: 5e-4 } },
  'mm-unlearner': { mild: { steps: 50, learningRate: 2e-4 }, strong: { steps: 100, learningRate: 4e-4 } },
  'random-answers': { mild: { steps: 60, learningRate: 1e-3 }, strong: { steps: 150, learningRate: 1e-3 } },
  'retain-finetuning': { mild: { steps: 60, learningRate: 3e-4 }, strong: { steps: 150, learningRate: 2e-3 } },
};

export const unlearned: readonly ModelRecipe[] = Object.entries(strengths).flatMap(([method, pair], index) =>
  (['mild', 'strong'] as const).map((strength, second): ModelRecipe => ({
    ...{ name: `${method}-${strength}`, role: 'target', truth: 'hides', seedOffset: 20 + 2 * index + second },
    source: { kind: 'unlearning', from: 'original', scope: 'all', method, ...pair[strength] },
    exam: { group: 'unlearned' },
    about: `${method}, ${pair[strength].steps} steps at ${pair[strength].learningRate}.`,
  })),
);
