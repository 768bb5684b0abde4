/**
 * How many images go through the network together: as many as keep a pass's values within a budget; where even one
 * does not, a tighter pass. Read off the graph, never off the machine, so that a plan leads to the same bits
 * everywhere. More at a time gain nothing above the budget: 40 million parameters at batch 8 are no slower in passes
 * of four than in one (ADR 16).
 */
import { liveBytes, orderByDepth, type GraphBuilder } from '@palimpsest/onnx';
import type { AttackStepSpec } from './attack-step.js';

/** Bytes of values that are needed at the same time. */
export const passBudget = 2 ** 30;

export interface FittingPass<G> {
  readonly images: number;
  readonly built: G;
}

/**
 * The largest divisor of `spec.images`, `most` at most, whose graph stays within the budget; 1 when none does.
 * @param build a pass over so many images, `isTight` when one image alone goes over the budget
 * @throws RangeError when the images do not divide into passes of `most`; else as `build`
 */
export function fittingPass<G extends { readonly graph: GraphBuilder }>(
  { images }: Pick<AttackStepSpec, 'images'>,
  most: number,
  build: (images: number, isTight: boolean) => G,
  budget = passBudget,
): FittingPass<G> {
  const largest = Math.min(images, most);
  if (images % largest !== 0) {
    throw new RangeError(`attack step: ${images} images do not divide into passes of ${largest}`);
  }
  for (let count = largest; ; count--) {
    if (images % count !== 0) continue;
    const built = build(count, false);
    if (liveBytes(orderByDepth(built.graph.build())) <= budget) return { images: count, built };
    if (count === 1) return { images: 1, built: build(1, true) };
  }
}
