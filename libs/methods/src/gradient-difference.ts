/**
 * Gradient difference: ascent on the forget set, descent on the retain set, in one step. Liu et al., Continual
 * Learning and Private Unlearning (arXiv 2203.12817); MLLMU-Bench calls it GA_Difference.
 */
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const gradientDifference: UnlearningMethod = {
  id: 'gradient-difference',
  title: 'Gradient difference',
  formula: '−ℓ(D_f; θ) + α ℓ(D_r; θ)',
  citation: 'Liu et al., CoLLAs 2022, arXiv 2203.12817',
  forgetAnswers: 'true',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 60, learningRate: 2e-4, retainWeight: 1 },
  loss: (g, { forget, retain }, { retainWeight }) => {
    const keep = meanNegativeLogLikelihood(g, required(retain, 'gradient-difference', 'a retain set'));
    return g.sub(g.mul(keep, retainWeight), meanNegativeLogLikelihood(g, forget));
  },
};
