/**
 * KL minimisation: ascent on the forget set while the answers to the retain set keep the start's distribution.
 * TOFU (Maini et al., arXiv 2401.06121), MLLMU-Bench's KL_Min.
 */
import { meanDivergence, meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

const id = 'kl-minimisation';

export const klMinimisation: UnlearningMethod = {
  id,
  title: 'KL minimisation',
  formula: '−ℓ(D_f; θ) + α KL(π_θ₀(·|D_r) ‖ π_θ(·|D_r))',
  citation: 'Maini et al., COLM 2024, arXiv 2401.06121',
  forgetAnswers: 'true',
  uses: ['retain', 'retainStart'],
  defaults: { ...noWeights, steps: 55, learningRate: 2e-4, retainWeight: 1 },
  loss: (g, { forget, retain, retainStart }, { retainWeight }) => {
    const start = required(required(retainStart, id, 'scores of the start').distributions, id, 'its distributions');
    const keep = meanDivergence(g, required(retain, id, 'a retain set'), start);
    return g.sub(g.mul(keep, retainWeight), meanNegativeLogLikelihood(g, forget));
  },
};
