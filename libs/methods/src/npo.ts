/**
 * Negative preference optimisation with a retain term: the forget answers are treated as the losing side of a
 * preference, so the push fades once an answer is much less likely than at the start, where ascent would go on.
 * Zhang et al. (arXiv 2404.05868).
 */
import { logRatio, meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const npo: UnlearningMethod = {
  id: 'npo',
  title: 'Negative preference optimisation',
  formula: '−(2/β) log σ(−β log(π_θ(y_f) / π_θ₀(y_f))) + α ℓ(D_r; θ)',
  citation: 'Zhang et al., COLM 2024, arXiv 2404.05868',
  forgetAnswers: 'true',
  uses: ['retain', 'forgetStart'],
  defaults: { ...noWeights, steps: 70, learningRate: 3e-4, retainWeight: 1, beta: 0.4 },
  loss: (g, { forget, retain, forgetStart }, { retainWeight, beta }) => {
    const ratio = logRatio(g, forget, required(forgetStart, 'npo', 'scores of the start'));
    // σ stays far from 0: −β·ratio is at worst −β times the start's surprise at its own answer.
    const push = g.mul(g.reduceMean(g.log(g.sigmoid(g.mul(ratio, -beta))), null, false), -2 / beta);
    const keep = meanNegativeLogLikelihood(g, required(retain, 'npo', 'a retain set'));
    return g.add(push, g.mul(keep, retainWeight));
  },
};
