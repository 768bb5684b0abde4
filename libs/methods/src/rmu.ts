/**
 * RMU, representation misdirection: hidden states of an early layer are steered to c·u on the forget set, u a fixed
 * random direction, and held at the start's on the retain set. Li et al., WMDP (arXiv 2403.03218).
 *
 * As in OpenUnlearning, squares are averaged over the width and over the answer's tokens. Three departures: states
 * are taken where answer tokens are predicted, not on every token of a text; the layer lies at the paper's relative
 * depth (hidden-states.ts); all weights of the scope up to that layer are trained, not three down projections.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { meanOverTokens } from './loss-terms.js';
import { noWeights, required } from './unlearning-method.js';
import type { ScoredAnswers, UnlearningMethod } from './unlearning-method.js';

const id = 'rmu';

export const rmu: UnlearningMethod = {
  id,
  title: 'Representation misdirection (RMU)',
  formula: '‖h_l(D_f; θ) − c·u‖² + α ‖h_l(D_r; θ) − h_l(D_r; θ₀)‖²',
  citation: 'Li et al., ICML 2024, arXiv 2403.03218',
  forgetAnswers: 'true',
  uses: ['retain', 'hidden'],
  defaults: { ...noWeights, steps: 80, learningRate: 1e-3, retainWeight: 1, steering: 20 },
  loss: (g, { forget, retain, retainStart, direction }, { retainWeight, steering }) => {
    const target = g.mul(required(direction, id, 'a direction'), steering);
    const kept = required(retain, id, 'a retain set');
    const before = required(required(retainStart, id, 'scores of the start').hidden, id, 'its hidden states');
    return g.add(distance(g, forget, target), g.mul(distance(g, kept, before), retainWeight));
  },
};

/** Mean over answers, tokens and width of (h − target)²: scalar. */
function distance(g: GraphBuilder, answers: ScoredAnswers, target: Value): Value {
  const difference = g.sub(required(answers.hidden, id, 'hidden states'), target);
  return meanOverTokens(g, g.reduceMean(g.mul(difference, difference), [2], false), answers);
}
