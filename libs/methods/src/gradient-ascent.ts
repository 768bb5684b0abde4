/**
 * Gradient ascent: the forget answers are made unlikely and nothing holds the rest in place, so utility collapses
 * soon. The baseline of Jang et al., Knowledge Unlearning (arXiv 2210.01504) and Yao et al. (arXiv 2310.10683).
 */
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const gradientAscent: UnlearningMethod = {
  id: 'gradient-ascent',
  title: 'Gradient ascent',
  formula: '−ℓ(D_f; θ)',
  citation: 'Jang et al., ACL 2023, arXiv 2210.01504',
  forgetAnswers: 'true',
  uses: [],
  defaults: { ...noWeights, steps: 40, learningRate: 1e-4 },
  loss: (g, { forget }) => g.neg(meanNegativeLogLikelihood(g, forget)),
};
