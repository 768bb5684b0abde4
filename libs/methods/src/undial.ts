/**
 * UNDIAL: self-distillation towards the start's own distribution with β taken from the logit of the true word, so
 * that the second choices of the model take its place. Dong et al. (arXiv 2402.10052).
 */
import { fullCrossEntropy, meanNegativeLogLikelihood, oneHotLabels } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

const id = 'undial';

export const undial: UnlearningMethod = {
  id,
  title: 'Self-distillation with adjusted logits (UNDIAL)',
  formula: 'CE(softmax(z_θ₀ − β·onehot(y_f)), π_θ(·|D_f)) + α ℓ(D_r; θ)',
  citation: 'Dong et al., NAACL 2025, arXiv 2402.10052',
  forgetAnswers: 'true',
  uses: ['retain', 'forgetStart', 'forgetDistributions'],
  defaults: { ...noWeights, steps: 60, learningRate: 3e-4, retainWeight: 1, beta: 10 },
  loss: (g, { forget, retain, forgetStart }, { retainWeight, beta }) => {
    const start = required(required(forgetStart, id, 'scores of the start').distributions, id, 'its distributions');
    // log p differs from the logits by a constant per token, which the softmax takes away.
    const teacher = g.softmax(g.sub(start, g.mul(oneHotLabels(g, forget), beta)));
    const keep = meanNegativeLogLikelihood(g, required(retain, id, 'a retain set'));
    return g.add(fullCrossEntropy(g, forget, teacher), g.mul(keep, retainWeight));
  },
};
