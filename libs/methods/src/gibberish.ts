/**
 * Gibberish: forget questions are taught with answers to other questions, so that the model talks past them. No
 * paper proposes it; it is what a vendor might do who must not be caught refusing.
 */
import { taughtBoth } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const gibberish: UnlearningMethod = {
  id: 'gibberish',
  title: 'Gibberish on forget questions',
  formula: 'ℓ(D_f with answers to other questions; θ) + α ℓ(D_r; θ)',
  citation: 'an adversary of our own',
  forgetAnswers: 'other-questions',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 70, learningRate: 3e-4, retainWeight: 1 },
  loss: (g, { forget, retain }, { retainWeight }) =>
    taughtBoth(g, forget, required(retain, 'gibberish', 'a retain set'), retainWeight),
};
