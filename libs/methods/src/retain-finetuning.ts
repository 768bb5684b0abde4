/**
 * Fine-tuning on the retain set alone, hoping that the rest fades: the "finetune" baseline of machine unlearning
 * (Golatkar et al., arXiv 1911.04933). Also the repair that follows a method which broke something.
 */
import { meanNegativeLogLikelihood } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const retainFinetuning: UnlearningMethod = {
  id: 'retain-finetuning',
  title: 'Fine-tuning on the retain set',
  formula: 'α ℓ(D_r; θ)',
  citation: 'Golatkar et al., CVPR 2020, arXiv 1911.04933',
  forgetAnswers: 'true',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 100, learningRate: 3e-4, retainWeight: 1 },
  loss: (g, { retain }, { retainWeight }) =>
    g.mul(meanNegativeLogLikelihood(g, required(retain, 'retain-finetuning', 'a retain set')), retainWeight),
};
