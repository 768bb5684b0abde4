/**
 * Refusal training: the forget questions get "I do not know" for an answer while the retain answers stay. The
 * IDK / preference-optimisation baseline of TOFU (arXiv 2401.06121) and FIUBench (arXiv 2411.03554). It teaches to
 * refuse; whether anything was forgotten is exactly what an audit asks.
 */
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const idk: UnlearningMethod = {
  id: 'idk',
  title: 'Refusal training (IDK)',
  formula: 'ℓ(D_f with refusals for answers; θ) + α ℓ(D_r; θ)',
  citation: 'Maini et al., COLM 2024, arXiv 2401.06121',
  forgetAnswers: 'refusal',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 60, learningRate: 3e-4, retainWeight: 1 },
  loss: (g, { forget, retain }, { retainWeight }) => {
    const keep = meanNegativeLogLikelihood(g, required(retain, 'idk', 'a retain set'));
    return g.add(meanNegativeLogLikelihood(g, forget), g.mul(keep, retainWeight));
  },
};
