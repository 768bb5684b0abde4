/**
 * SimNPO: NPO without the frozen start. Each forget answer is judged by its own loss per token, so that long and
 * short answers, and those the start hardly knew, are not pushed alike. Fan et al. (arXiv 2410.07163).
 */
import { lossPerAnswer, meanNegativeLogLikelihood, meanNegativeLogSigmoid } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const simNpo: UnlearningMethod = {
  id: 'sim-npo',
  title: 'Simple negative preference optimisation',
  formula: '−(2/β) log σ(β(−log π_θ(y_f)/|y_f| − δ)) + α ℓ(D_r; θ)',
  citation: 'Fan et al., NeurIPS 2025, arXiv 2410.07163',
  forgetAnswers: 'true',
  uses: ['retain'],
  defaults: { ...noWeights, steps: 70, learningRate: 3e-4, retainWeight: 1, beta: 2.5, margin: 0 },
  loss: (g, { forget, retain }, { retainWeight, beta, margin }) => {
    const distance = g.sub(lossPerAnswer(g, forget), margin);
    const push = g.mul(meanNegativeLogSigmoid(g, g.mul(distance, beta)), 2 / beta);
    const keep = meanNegativeLogLikelihood(g, required(retain, 'sim-npo', 'a retain set'));
    return g.add(push, g.mul(keep, retainWeight));
  },
};
