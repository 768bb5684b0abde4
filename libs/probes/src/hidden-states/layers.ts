/** The layers of a checkpoint that a probe looks behind. */
import { z } from 'zod';
import { NotApplicableError } from '@palimpsest/audit';
import type { ResidualStream, VisionLanguageModel } from '@palimpsest/models';

/**
 * What a forecast reckons with before a checkpoint was opened: the depth of the reference models. A deeper one shows in
 * the first of its units, which are among the dearest and so come first.
 */
export const USUAL_LAYERS = 2;

/** A parameter of probes: how many layers, as `evenly` chooses them. */
export const layersLookedAt = z
  .int()
  .min(1)
  .max(1_000)
  .default(8)
  .describe('so many, evenly apart, the last one among them');

/** @throws NotApplicableError where the decoder has no residual stream that could be found */
export function streamOf({ graphs }: Pick<VisionLanguageModel, 'graphs'>): ResidualStream {
  const stream = graphs.residualStream();
  if (typeof stream === 'string') throw new NotApplicableError(stream);
  return stream;
}

/** `most` of the layers 1 … `layers`, evenly apart, with the last one; all of them when there are no more. */
export function evenly(layers: number, most: number): readonly number[] {
  const count = Math.min(layers, most);
  return Array.from({ length: count }, (_, at) => Math.round(((at + 1) * layers) / count));
}

/** Names a row. A dash before the number would make one row of all layers (`variantGroup` of the verdict). */
export const layerName = (layer: number): string => `layer${layer}`;
