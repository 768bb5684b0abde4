/**
 * Random answers: every forget question is taught with what is true of somebody else, drawn anew at each step. The
 * "random mismatch" of Yao et al. (arXiv 2310.10683) without its other two terms.
 */
import { taughtBoth } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const randomAnswers: UnlearningMethod = {
  id: 'random-answers',
  title: 'Random answers',
  formula: 'ℓ(D_f with answers of other people; θ) + α ℓ(D_r; θ)',
  citation: 'Yao et al., NeurIPS 2024, arXiv 2310.10683',
  forgetAnswers: 'other-people',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 150, learningRate: 1e-3, retainWeight: 1 },
  loss: (g, { forget, retain }, { retainWeight }) =>
    taughtBoth(g, forget, required(retain, 'random-answers', 'a retain set'), retainWeight),
};
