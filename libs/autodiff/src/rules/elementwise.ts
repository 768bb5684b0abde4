/** Gradients of arithmetic, element by element. */
import type { Value } from '@palimpsest/onnx';
import { AutodiffError } from '../autodiff-error.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = A + B  ⇒  Ā = Ȳ,  B̄ = Ȳ */
export const Add: VjpRule = ({ dy, inputs }) => inputs.map(() => dy);

/** Y = ΣAᵢ  ⇒  Āᵢ = Ȳ */
export const Sum: VjpRule = Add;

/** Y = A − B  ⇒  Ā = Ȳ,  B̄ = −Ȳ */
export const Sub: VjpRule = ({ g, dy, wants }) => [dy, wants(1) && g.neg(dy)];

/** Y = A∘B  ⇒  Ā = Ȳ∘B,  B̄ = Ȳ∘A */
export const Mul: VjpRule = (context) => {
  const { g, dy, wants, input } = context;
  return siluGradient(context) ?? [wants(0) && g.mul(dy, input(1)), wants(1) && g.mul(dy, input(0))];
};

/** Y = X∘σ(X), the gate of SwiGLU  ⇒  X̄ = Ȳ∘(σ + Y∘(1 − σ)), all of it by way of X */
function siluGradient({ g, dy, node, input, output, wants }: VjpContext): (Value | null)[] | null {
  const gateAt = [1, 0].find((at) => {
    const producer = g.producer(input(at));
    return producer?.opType === 'Sigmoid' && producer.inputs[0] === node.inputs[1 - at];
  });
  if (gateAt === undefined || !wants(gateAt)) return null;
  const gate = input(gateAt);
  const gradient = g.mul(dy, g.add(gate, g.mul(output(0), g.sub(1, gate))));
  return gateAt === 1 ? [gradient] : [null, gradient];
}

/** Y = A/B  ⇒  Ā = Ȳ/B,  B̄ = −Ȳ∘Y/B */
export const Div: VjpRule = ({ g, dy, wants, input, output }) => {
  const scaled = g.div(dy, input(1));
  return [wants(0) && scaled, wants(1) && g.neg(g.mul(scaled, output(0)))];
};

/** Y = Aᵖ  ⇒  Ā = p·Aᵖ⁻¹∘Ȳ. The exponent is a constant: models have no other kind. */
export const Pow: VjpRule = ({ g, dy, wants, input, node }) => {
  if (wants(1))
    throw new AutodiffError(`Pow ‹${node.name}›: the exponent has no gradient; make it a constant`, [node.name]);
  const [base, exponent] = [input(0), input(1)];
  const data = g.constantData(exponent);
  if (data && data.dims.length === 0 && Number(data.data[0]) === 2) return [g.mul(g.mul(dy, base), 2)];
  const p = exponent.dtype === base.dtype ? exponent : g.cast(exponent, base.dtype);
  return [g.mul(dy, g.mul(g.pow(base, g.sub(p, 1)), p))];
};

/** Y = −X  ⇒  X̄ = −Ȳ */
export const Neg: VjpRule = ({ g, dy }) => [g.neg(dy)];

/** Y = eˣ  ⇒  X̄ = Ȳ∘Y */
export const Exp: VjpRule = ({ g, dy, output }) => [g.mul(dy, output(0))];

/** Y = ln X  ⇒  X̄ = Ȳ/X */
export const Log: VjpRule = ({ g, dy, input }) => [g.div(dy, input(0))];

/** Y = √X  ⇒  X̄ = Ȳ/(2Y) */
export const Sqrt: VjpRule = ({ g, dy, output }) => [g.div(g.mul(dy, 0.5), output(0))];

/** Y = 1/X  ⇒  X̄ = −Ȳ∘Y² */
export const Reciprocal: VjpRule = ({ g, dy, output }) => [g.neg(g.mul(dy, g.mul(output(0), output(0))))];

/** Y = |X|  ⇒  X̄ = Ȳ∘sign X; 0 at the kink */
export const Abs: VjpRule = ({ g, dy, input }) => [g.mul(dy, g.sign(input(0)))];

/** Y = max(A, B, …)  ⇒  the largest receives Ȳ; equal ones share it */
export const Max: VjpRule = (context) => shareAmongEqual(context);

/** Y = min(A, B, …)  ⇒  the smallest receives Ȳ; equal ones share it */
export const Min: VjpRule = (context) => shareAmongEqual(context);

function shareAmongEqual({ g, dy, inputs, input, output, wants }: VjpContext): readonly (Value | false)[] {
  const hits = inputs.map((_, at) => g.cast(g.equal(input(at), output(0)), dy.dtype));
  const share = g.div(
    dy,
    hits.slice(1).reduce((sum, hit) => g.add(sum, hit), hits[0] as Value),
  );
  return hits.map((hit, at) => wants(at) && g.mul(share, hit));
}

/** Y = ΣAᵢ/n  ⇒  Āᵢ = Ȳ/n */
export const Mean: VjpRule = ({ g, dy, inputs }) => inputs.map(() => g.mul(dy, 1 / inputs.length));

/** Y = A − B·⌊A/B⌋ (with fmod: cut towards zero)  ⇒  Ā = Ȳ,  B̄ = −Ȳ∘(A − Y)/B */
export const Mod: VjpRule = ({ g, dy, input, output, wants }) => [
  dy,
  wants(1) && g.neg(g.mul(dy, g.op1('Round', [g.div(g.sub(input(0), output(0)), input(1))]))),
];

/** Y = C ? A : B  ⇒  Ā = C ? Ȳ : 0,  B̄ = C ? 0 : Ȳ */
export const Where: VjpRule = ({ g, dy, wants, input }) => [
  null,
  wants(1) && g.where(input(0), dy, 0),
  wants(2) && g.where(input(0), 0, dy),
];

/** Y = clip(X, lo, hi)  ⇒  X̄ = Ȳ where lo ≤ X ≤ hi, else 0 (a bound that is hit keeps its gradient, as in PyTorch) */
export const Clip: VjpRule = ({ g, dy, input, inputs }) => {
  const x = input(0);
  const [low, high] = [inputs[1], inputs[2]];
  const above = low ? g.greaterOrEqual(x, low) : null;
  const below = high ? g.lessOrEqual(x, high) : null;
  const inside = above && below ? g.and(above, below) : (above ?? below);
  return [inside ? g.where(inside, dy, 0) : dy];
};

/** A cast between float types passes the cotangent back in the input's type. */
export const Cast: VjpRule = ({ g, dy, input }) => [g.cast(dy, input(0).dtype)];

/** The same, to the type of another value. */
export const CastLike: VjpRule = Cast;

/** Y = X  ⇒  X̄ = Ȳ */
export const Identity: VjpRule = ({ dy }) => [dy];

/** Inference: Y = X. */
export const Dropout: VjpRule = Identity;
