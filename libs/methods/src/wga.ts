/**
 * Weighted gradient ascent: every token is pushed in proportion to p^β, so that ascent fades where nothing is left
 * to forget. Wang et al. (arXiv 2502.19301).
 *
 * The paper holds the weight fixed while it differentiates: the gradient is p^β ∇log p. That is the gradient of
 * p^β / β, which is minimised here; the step is the same and the loss has the gradient that it seems to have.
 */
import { meanNegativeLogLikelihood, meanOverTokens } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const wga: UnlearningMethod = {
  id: 'wga',
  title: 'Weighted gradient ascent',
  formula: 'mean over tokens of p^β / β on D_f, whose gradient is p^β ∇log p, + α ℓ(D_r; θ)',
  citation: 'Wang et al., ICLR 2025, arXiv 2502.19301',
  forgetAnswers: 'true',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 70, learningRate: 3e-4, retainWeight: 1, beta: 1 },
  loss: (g, { forget, retain }, { retainWeight, beta }) => {
    const weighted = g.div(g.exp(g.mul(forget.tokens, beta)), beta);
    const keep = meanNegativeLogLikelihood(g, required(retain, 'wga', 'a retain set'));
    return g.add(meanOverTokens(g, weighted, forget), g.mul(keep, retainWeight));
  },
};
