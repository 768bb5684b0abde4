/** Gradients of activation functions and of softmax. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = σ(X)  ⇒  X̄ = Ȳ∘Y∘(1 − Y) */
export const Sigmoid: VjpRule = ({ g, dy, output }) => [g.mul(dy, g.mul(output(0), g.sub(1, output(0))))];

/** Y = tanh X  ⇒  X̄ = Ȳ∘(1 − Y²) */
export const Tanh: VjpRule = ({ g, dy, output }) => [g.mul(dy, g.sub(1, g.mul(output(0), output(0))))];

/** Y = erf X  ⇒  X̄ = Ȳ∘(2/√π)·e^(−X²) */
export const Erf: VjpRule = ({ g, dy, input }) => {
  const x = input(0);
  return [g.mul(dy, g.mul(g.exp(g.neg(g.mul(x, x))), 2 / Math.sqrt(Math.PI)))];
};

/** Y = ln(1 + eˣ)  ⇒  X̄ = Ȳ∘σ(X) */
export const Softplus: VjpRule = ({ g, dy, input }) => [g.mul(dy, g.sigmoid(input(0)))];

/** Y = X·t, t = tanh(ln(1 + eˣ))  ⇒  X̄ = Ȳ∘(t + X∘(1 − t²)∘σ(X)) */
export const Mish: VjpRule = ({ g, dy, input }) => {
  const t = g.tanh(g.op1('Softplus', [input(0)]));
  const bend = g.mul(g.sub(1, g.mul(t, t)), g.sigmoid(input(0)));
  return [g.mul(dy, g.add(t, g.mul(input(0), bend)))];
};

/** Y = X/(1 + |X|)  ⇒  X̄ = Ȳ/(1 + |X|)² */
export const Softsign: VjpRule = ({ g, dy, input }) => {
  const width = g.add(g.abs(input(0)), 1);
  return [g.div(dy, g.mul(width, width))];
};

/** Y = X·Φ(X)  ⇒  X̄ = Ȳ∘(Φ(X) + X·φ(X)); the tanh approximation by its own derivative */
export const Gelu: VjpRule = ({ g, dy, input, attributes }) => [
  g.mul(dy, attributes.text('approximate', 'none') === 'tanh' ? tanhSlope(g, input(0)) : exactSlope(g, input(0))),
];

/** com.microsoft Gelu is the exact one. */
export const MicrosoftGelu: VjpRule = ({ g, dy, input }) => [g.mul(dy, exactSlope(g, input(0)))];

/** com.microsoft FastGelu: the tanh approximation of X (+ bias). */
export const FastGelu: VjpRule = ({ g, dy, input, inputs }) => {
  const bias = inputs[1];
  const gradient = g.mul(dy, tanhSlope(g, bias ? g.add(input(0), bias) : input(0)));
  return bias ? [gradient, gradient] : [gradient];
};

/** com.microsoft BiasGelu: exact Gelu of X + bias. */
export const BiasGelu: VjpRule = ({ g, dy, input }) => {
  const gradient = g.mul(dy, exactSlope(g, g.add(input(0), input(1))));
  return [gradient, gradient];
};

/** com.microsoft QuickGelu: Swish with another α unless given. */
export const QuickGelu: VjpRule = (context) => gated(context, context.attributes.float('alpha', 1.702));

/** Y = X·σ(αX)  ⇒  X̄ = Ȳ∘(σ + αY∘(1 − σ)) */
export const Swish: VjpRule = (context) => gated(context, context.attributes.float('alpha', 1));

function gated({ g, dy, input, output }: VjpContext, alpha: number): readonly Value[] {
  const gate = g.sigmoid(alpha === 1 ? input(0) : g.mul(input(0), alpha));
  const rest = g.mul(output(0), g.sub(1, gate));
  return [g.mul(dy, g.add(gate, alpha === 1 ? rest : g.mul(rest, alpha)))];
}

/** Φ(x) + x·φ(x) = ½ + ½·erf z + z·e^(−z²)/√π  with z = x/√2 */
function exactSlope(g: GraphBuilder, x: Value): Value {
  const z = g.mul(x, Math.SQRT1_2);
  const density = g.exp(g.sub(-Math.log(Math.PI) / 2, g.mul(z, z)));
  const cumulative = g.add(g.mul(g.erf(z), 0.5), 0.5);
  return g.add(cumulative, g.mul(z, density));
}

/** d/dx ½x(1 + tanh u) = d/dx xσ(2u) = σ + xσ(1 − σ)·2u′,  u = √(2/π)(x + 0.044715x³) */
function tanhSlope(g: GraphBuilder, x: Value): Value {
  const [linear, cubic] = [2 * Math.sqrt(2 / Math.PI), 2 * Math.sqrt(2 / Math.PI) * 0.044715];
  const square = g.mul(x, x);
  const gate = g.sigmoid(g.mul(x, g.add(g.mul(square, cubic), linear)));
  const inner = g.add(g.mul(square, 3 * cubic), linear);
  return g.add(gate, g.mul(g.mul(g.mul(x, gate), g.sub(1, gate)), inner));
}

/** Y = softmax X  ⇒  X̄ = Y∘(Ȳ − D),  D = Σ Ȳ∘Y */
export const Softmax: VjpRule = (context) => {
  const { g, dy, input, output, attributes } = context;
  const axis = normalAxis(attributes.int('axis', -1), rankOf(input(0)));
  const sums = attentionRowSums(context, axis) ?? g.reduceSum(g.mul(dy, output(0)), [axis]);
  return [g.mul(output(0), g.sub(dy, sums))];
};

/**
 * D where Y only weighs values, O = Y·V:  D = Σⱼ Yⱼ(Ō·Vⱼ) = Σ Ō∘O, over a head's width instead of over all keys
 * (FlashAttention, arXiv:2205.14135, §B.2).
 */
function attentionRowSums({ g, output, contributions }: VjpContext, axis: number): Value | null {
  const [only, ...others] = contributions;
  if (!only?.cotangent || others.length > 0 || !['MatMul', 'FusedMatMul'].includes(only.node.opType)) return null;
  const [weights, result] = [output(0), only.node.outputs[0]];
  const asIs = (name: string) => (only.node.attributes.get(name)?.value ?? 0) === 0;
  const rows = (value: Value) => dimsOf(value).slice(0, -1);
  const isWeighting = only.node.inputs[0] === weights && axis === rankOf(weights) - 1 && asIs('transA');
  if (!isWeighting || !result || String(rows(result)) !== String(rows(weights))) return null;
  return g.reduceSum(g.mul(only.cotangent, result), [axis]);
}

/** Y = log softmax X  ⇒  X̄ = Ȳ − e^Y ΣȲ */
export const LogSoftmax: VjpRule = ({ g, dy, input, output, attributes }) => {
  const axis = normalAxis(attributes.int('axis', -1), rankOf(input(0)));
  return [g.sub(dy, g.mul(g.exp(output(0)), g.reduceSum(dy, [axis])))];
};
