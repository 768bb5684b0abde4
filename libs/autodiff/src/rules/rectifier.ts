/** Gradients of activations in pieces: linear on one side of a kink, something else on the other. */
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = max(X, 0)  ⇒  X̄ = Ȳ where Y > 0 */
export const Relu: VjpRule = ({ g, dy, output }) => [g.mul(dy, g.sign(output(0)))];

/** Y = X where X ≥ 0, else αX  ⇒  X̄ = Ȳ, αȲ */
export const LeakyRelu: VjpRule = ({ g, dy, input, attributes }) => [
  g.where(g.greaterOrEqual(input(0), 0), dy, g.mul(dy, attributes.float('alpha', 0.01))),
];

/** Y = X where X > α, else 0  ⇒  X̄ = Ȳ, 0 */
export const ThresholdedRelu: VjpRule = ({ g, dy, input, attributes }) => [
  g.where(g.greater(input(0), attributes.float('alpha', 1)), dy, 0),
];

/** Y = X + b where X < −λ, X − b where X > λ, else 0  ⇒  X̄ = Ȳ where |X| > λ */
export const Shrink: VjpRule = ({ g, dy, input, attributes }) => [
  g.where(g.greater(g.abs(input(0)), attributes.float('lambd', 0.5)), dy, 0),
];

/** Y = X where X ≥ 0, else S∘X  ⇒  X̄ = Ȳ, S∘Ȳ;  S̄ = 0, X∘Ȳ */
export const PRelu: VjpRule = ({ g, dy, input, wants }) => {
  const isAbove = g.greaterOrEqual(input(0), 0);
  return [wants(0) && g.where(isAbove, dy, g.mul(dy, input(1))), wants(1) && g.where(isAbove, 0, g.mul(dy, input(0)))];
};

/** Y = X where X > 0, else α(eˣ − 1)  ⇒  X̄ = Ȳ, (Y + α)∘Ȳ */
export const Elu: VjpRule = (context) => exponentialBelow(context, 1, context.attributes.float('alpha', 1));

/** Y = γX where X > 0, else γα(eˣ − 1)  ⇒  X̄ = γȲ, (Y + γα)∘Ȳ */
export const Selu: VjpRule = (context) => {
  const gamma = context.attributes.float('gamma', 1.0507009873554805);
  return exponentialBelow(context, gamma, gamma * context.attributes.float('alpha', 1.6732632423543772));
};

/** Y = X where X > 0, else α(e^(X/α) − 1)  ⇒  X̄ = Ȳ, (Y/α + 1)∘Ȳ */
export const Celu: VjpRule = ({ g, dy, input, output, attributes }) => [
  g.where(g.greater(input(0), 0), dy, g.mul(dy, g.add(g.mul(output(0), 1 / attributes.float('alpha', 1)), 1))),
];

function exponentialBelow({ g, dy, input, output }: VjpContext, slope: number, offset: number) {
  return [g.where(g.greater(input(0), 0), g.mul(dy, slope), g.mul(dy, g.add(output(0), offset)))];
}

/** Y = clip(αX + β, 0, 1)  ⇒  X̄ = αȲ where 0 < Y < 1 */
export const HardSigmoid: VjpRule = ({ g, dy, output, attributes }) => {
  const isBetween = g.and(g.greater(output(0), 0), g.less(output(0), 1));
  return [g.where(isBetween, g.mul(dy, attributes.float('alpha', 0.2)), 0)];
};

/** Y = X·h, h = clip(X/6 + ½, 0, 1)  ⇒  X̄ = Ȳ∘(h + X/6 where 0 < h < 1) */
export const HardSwish: VjpRule = ({ g, dy, input }) => {
  const sixth = g.mul(input(0), 1 / 6);
  const gate = g.clip(g.add(sixth, 0.5), 0, 1);
  const isBetween = g.and(g.greater(gate, 0), g.less(gate, 1));
  return [g.mul(dy, g.add(gate, g.where(isBetween, sixth, 0)))];
};
