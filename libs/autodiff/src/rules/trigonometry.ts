/** Gradients of trigonometric and hyperbolic functions. */
import type { VjpRule } from '../vjp.js';

/** Y = sin X  ⇒  X̄ = Ȳ∘cos X */
export const Sin: VjpRule = ({ g, dy, input }) => [g.mul(dy, g.cos(input(0)))];

/** Y = cos X  ⇒  X̄ = −Ȳ∘sin X */
export const Cos: VjpRule = ({ g, dy, input }) => [g.neg(g.mul(dy, g.sin(input(0))))];

/** Y = tan X  ⇒  X̄ = Ȳ∘(1 + Y²) */
export const Tan: VjpRule = ({ g, dy, output }) => [g.mul(dy, g.add(g.mul(output(0), output(0)), 1))];

/** Y = arcsin X  ⇒  X̄ = Ȳ/√(1 − X²) */
export const Asin: VjpRule = ({ g, dy, input }) => [g.div(dy, g.sqrt(g.sub(1, g.mul(input(0), input(0)))))];

/** Y = arccos X  ⇒  X̄ = −Ȳ/√(1 − X²) */
export const Acos: VjpRule = ({ g, dy, input }) => [g.neg(g.div(dy, g.sqrt(g.sub(1, g.mul(input(0), input(0))))))];

/** Y = arctan X  ⇒  X̄ = Ȳ/(1 + X²) */
export const Atan: VjpRule = ({ g, dy, input }) => [g.div(dy, g.add(g.mul(input(0), input(0)), 1))];

/** Y = arsinh X  ⇒  X̄ = Ȳ/√(X² + 1) */
export const Asinh: VjpRule = ({ g, dy, input }) => [g.div(dy, g.sqrt(g.add(g.mul(input(0), input(0)), 1)))];

/** Y = arcosh X  ⇒  X̄ = Ȳ/√(X² − 1) */
export const Acosh: VjpRule = ({ g, dy, input }) => [g.div(dy, g.sqrt(g.sub(g.mul(input(0), input(0)), 1)))];

/** Y = artanh X  ⇒  X̄ = Ȳ/(1 − X²) */
export const Atanh: VjpRule = ({ g, dy, input }) => [g.div(dy, g.sub(1, g.mul(input(0), input(0))))];

/** Y = sinh X  ⇒  X̄ = Ȳ∘cosh X */
export const Sinh: VjpRule = ({ g, dy, input }) => [g.mul(dy, g.op1('Cosh', [input(0)]))];

/** Y = cosh X  ⇒  X̄ = Ȳ∘sinh X */
export const Cosh: VjpRule = ({ g, dy, input }) => [g.mul(dy, g.op1('Sinh', [input(0)]))];
