/**
 * AdamW as nodes of the training graph: Loshchilov & Hutter, Decoupled Weight Decay Regularization
 * (arXiv 1711.05101, algorithm 2), after clipping by the global norm (Pascanu et al., arXiv 1211.5063).
 * All parameters are one flat vector, so that a step is a handful of large element-wise nodes.
 *
 *   g ← g · min(1, clip / (‖g‖ + 1e-6))
 *   m ← β₁m + (1−β₁)g          v ← β₂v + (1−β₂)g²
 *   θ ← θ − η( m·c₁ / (√v·c₂ + ε) + λθ )      c₁ = 1/(1−β₁ᵗ),  c₂ = 1/√(1−β₂ᵗ)
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';

export interface AdamW {
  readonly kind: 'adamw';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** λ, decoupled from the gradient; applied to every parameter. */
  readonly weightDecay: number;
  /** Largest L2 norm of the whole gradient; left out, nothing is clipped. */
  readonly clipNorm?: number;
}

/** The optimiser's vectors, each float32[N]. */
export interface AdamWState {
  readonly parameters: Value;
  readonly first: Value;
  readonly second: Value;
}

/** Scalars fed at each step. */
export interface AdamWScalars {
  readonly learningRate: Value;
  /** c₁ and c₂ of step t, from `biasCorrections`. */
  readonly firstCorrection: Value;
  readonly secondCorrection: Value;
}

/** Appends one step; returns the next state and the gradient's L2 norm before clipping. */
export function appendAdamW(
  g: GraphBuilder,
  optimiser: AdamW,
  state: AdamWState,
  gradient: Value,
  scalars: AdamWScalars,
): AdamWState & { readonly gradientNorm: Value } {
  const { beta1, beta2, epsilon, weightDecay, clipNorm } = optimiser;
  const norm = g.sqrt(g.reduceSum(g.mul(gradient, gradient), [0], false));
  const clipped =
    clipNorm === undefined ? gradient : g.mul(gradient, g.clip(g.div(clipNorm, g.add(norm, 1e-6)), null, 1));
  const first = g.add(g.mul(state.first, beta1), g.mul(clipped, 1 - beta1));
  const second = g.add(g.mul(state.second, beta2), g.mul(g.mul(clipped, clipped), 1 - beta2));
  const denominator = g.add(g.mul(g.sqrt(second), scalars.secondCorrection), epsilon);
  const direction = g.div(g.mul(first, scalars.firstCorrection), denominator);
  const decayed = weightDecay === 0 ? direction : g.add(direction, g.mul(state.parameters, weightDecay));
  const parameters = g.sub(state.parameters, g.mul(decayed, scalars.learningRate));
  return { parameters, first, second, gradientNorm: norm };
}

/** c₁ and c₂ at step `t`, counted from 1. */
export function biasCorrections(optimiser: AdamW, t: number): { readonly first: number; readonly second: number } {
  return { first: 1 / (1 - optimiser.beta1 ** t), second: 1 / Math.sqrt(1 - optimiser.beta2 ** t) };
}
