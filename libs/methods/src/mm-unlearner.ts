/**
 * MMUnlearner: ascent on the forget set and descent on the retain set, in those weights alone whose Fisher
 * information on the forget set is at least that on the retain set. Huo et al. (arXiv 2502.11051).
 *
 * Departures: the paper's retain side also holds textual knowledge about the forgotten, which its mask protects;
 * here it protects what is in the retain set, so whoever wants that puts it there. The authors' program ascends and
 * descends in turn, with a mask per module; here both are one step, and the mask is over the whole scope.
 */
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const mmUnlearner: UnlearningMethod = {
  id: 'mm-unlearner',
  title: 'Saliency-masked gradient difference (MMUnlearner)',
  formula: '−ℓ(D_f; θ) + α ℓ(D_r; θ), gradient times 1[F_f ≥ F_r]',
  citation: 'Huo et al., Findings of ACL 2025, arXiv 2502.11051',
  forgetAnswers: 'true',
  uses: ['retain'],
  onlySalientWeights: true,
  defaults: { ...noWeights, steps: 70, learningRate: 2e-4, retainWeight: 1 },
  loss: (g, { forget, retain }, { retainWeight }) => {
    const keep = meanNegativeLogLikelihood(g, required(retain, 'mm-unlearner', 'a retain set'));
    return g.sub(g.mul(keep, retainWeight), meanNegativeLogLikelihood(g, forget));
  },
};
