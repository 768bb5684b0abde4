/**
 * Direct preference optimisation (Rafailov et al., arXiv 2305.18290) as an unlearning baseline: of two answers to
 * the same forget question a refusal is the preferred one and the fact the rejected one. Used so by TOFU
 * (arXiv 2401.06121) and Zhang et al. (arXiv 2404.05868), whose factor 2/β is kept.
 */
import { logRatio, meanNegativeLogLikelihood, meanNegativeLogSigmoid } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

const id = 'dpo';

export const dpo: UnlearningMethod = {
  id,
  title: 'Direct preference optimisation',
  formula: '−(2/β) log σ(β[log(π_θ(y_idk) / π_θ₀(y_idk)) − log(π_θ(y_f) / π_θ₀(y_f))]) + α ℓ(D_r; θ)',
  citation: 'Rafailov et al., NeurIPS 2023, arXiv 2305.18290',
  forgetAnswers: 'true',
  uses: ['retain', 'forgetStart', 'refused'],
  defaults: { ...noWeights, steps: 60, learningRate: 3e-4, retainWeight: 1, beta: 0.4 },
  loss: (g, { forget, refused, retain, forgetStart, refusedStart }, { retainWeight, beta }) => {
    const preferred = required(refused, id, 'refused answers');
    const gained = logRatio(g, preferred, required(refusedStart, id, 'the refusals scored by the start'));
    const kept = logRatio(g, forget, required(forgetStart, id, 'scores of the start'));
    const push = g.mul(meanNegativeLogSigmoid(g, g.mul(g.sub(gained, kept), beta)), 2 / beta);
    const keep = meanNegativeLogLikelihood(g, required(retain, id, 'a retain set'));
    return g.add(push, g.mul(keep, retainWeight));
  },
};
