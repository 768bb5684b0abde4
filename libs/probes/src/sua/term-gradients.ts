/**
 * ∂L_term/∂δ for each term, unweighted. Backward through decoder and vision encoder runs once for both answer
 * losses: rows of the batch are independent, so rows of x' carry L_adv's gradient and rows of D(x') carry
 * L_den's, which then goes on through D.
 */
import { gradient, vectorJacobianProduct, type Recompute } from '@palimpsest/autodiff';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { Term } from './terms.js';

/** The pixels a step looks at. */
export interface StepPixels {
  readonly delta: Value;
  /** x' [B, 3, H, W]. */
  readonly perturbed: Value;
  /** D(x') [B, 3, H, W]. */
  readonly denoised: Value | null;
  /** What the network sees: [x'; D(x')] along the batch axis, or x' alone. */
  readonly batch: Value;
}

export type StepLosses = Partial<Readonly<Record<Term, Value>>> & { readonly adversarial: Value };

/** A term whose gradient is null reports its loss and does not move δ: the published code's alignment term. */
export type TermGradients = Partial<Readonly<Record<Term, Value | null>>>;

export function termGradients(
  g: GraphBuilder,
  pixels: StepPixels,
  losses: StepLosses,
  options: { readonly detachAlignment: boolean; readonly recompute?: Recompute | undefined },
): TermGradients {
  const { delta, perturbed, denoised, batch } = pixels;
  const images = perturbed.shape[0] as number; // gradient graphs are static
  const answers = losses.denoised ? g.add(losses.adversarial, losses.denoised) : losses.adversarial;
  const [byRow] = gradient(g, answers, [batch], options) as [Value];
  const toDelta = (value: Value, cotangent: Value) =>
    vectorJacobianProduct(g, [{ value, cotangent }], [delta])[0] as Value;
  const rows = (from: number) => (byRow.shape[0] === images ? byRow : g.slice(byRow, 0, from, from + images));
  return {
    adversarial: toDelta(perturbed, rows(0)),
    ...(losses.denoised && denoised ? { denoised: toDelta(denoised, rows(images)) } : {}),
    ...(losses.alignment
      ? { alignment: options.detachAlignment ? null : (gradient(g, losses.alignment, [delta], options)[0] as Value) }
      : {}),
  };
}
