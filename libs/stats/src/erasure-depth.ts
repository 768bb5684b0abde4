/**
 * How deep into the layers knowledge was erased, in the manner of the Unlearning Depth Score (Lee et al.,
 * arXiv:2605.24614). There Δ_l is what is lost when layer l of the model that knows is overwritten with another model's
 * hidden states; here it is how much less a linear readout finds behind that layer of the other model:
 *
 *   Δ¹_l = known_l − never_l,   Δ²_l = known_l − target_l
 *   depth = Σ Δ¹_l · clip(Δ²_l / Δ¹_l, 0, 1) ÷ Σ Δ¹_l,   over the layers with Δ¹_l > τ
 *
 * 0 is a model that still has in every layer what the original has, 1 one that has nowhere more than a model that never
 * saw. A layer where the original has no more than that one says nothing and is left out.
 */

import { jackknife } from './jackknife.js';
import type { Metric } from './metric.js';
import { meanOf } from './moments.js';

/** What a readout finds behind one layer, shares in [0, 1]. */
export interface LayerKnowledge {
  /** Of the model before unlearning. */
  readonly known: number;
  /** Of models that never saw the people. */
  readonly never: number;
  readonly target: number;
}

/** Published τ. */
export const LEAST_ENCODED = 0.05;

/** clip(Δ²/Δ¹, 0, 1); null where the layer encodes too little to lose: Δ¹ ≤ τ. */
export function layerErasure({ known, never, target }: LayerKnowledge, least = LEAST_ENCODED): number | null {
  const encoded = known - never;
  return encoded > least ? Math.min(1, Math.max(0, (known - target) / encoded)) : null;
}

/** In [0, 1]; NaN where no layer encodes more than τ. */
export function erasureDepth(layers: readonly LayerKnowledge[], least = LEAST_ENCODED): number {
  return weighted(layers, least, (layer) => layerErasure(layer, least) ?? 0);
}

/** What of one person is right behind each layer, the same layers for everybody. */
export type PersonLayers = readonly LayerKnowledge[];

/**
 * Over the means of people. The interval has the width of a jackknife of the depth without its clipping: with it, whoever
 * lies beyond an end would seem to have no spread.
 */
export function erasureDepthOf(
  people: readonly PersonLayers[],
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Metric {
  const spread = jackknife(people, (some) => unclippedDepth(layersOf(some)), { confidence });
  if (spread.status === 'not-measured') return spread;
  const [estimate, half] = [erasureDepth(layersOf(people)), spread.high - spread.estimate];
  return { ...spread, estimate, low: Math.max(0, estimate - half), high: Math.min(1, estimate + half) };
}

/** Means over people. */
export function layersOf(people: readonly PersonLayers[]): readonly LayerKnowledge[] {
  return (people[0] ?? []).map((_, at) => {
    const mean = (of: keyof LayerKnowledge) => meanOf(people.map((person) => person[at]?.[of] ?? Number.NaN));
    return { known: mean('known'), never: mean('never'), target: mean('target') };
  });
}

const unclippedDepth = (layers: readonly LayerKnowledge[]): number =>
  weighted(layers, LEAST_ENCODED, ({ known, never, target }) => (known - target) / (known - never));

/** Mean of `erased` over layers that encode more than `least`, by what they encode. */
function weighted(layers: readonly LayerKnowledge[], least: number, erased: (of: LayerKnowledge) => number): number {
  const encoding = layers.filter(({ known, never }) => known - never > least);
  const [lost, encoded] = encoding.reduce(
    ([sum, all], layer) => [sum + (layer.known - layer.never) * erased(layer), all + layer.known - layer.never],
    [0, 0],
  );
  return lost / encoded;
}
