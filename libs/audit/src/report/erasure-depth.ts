/**
 * Erasure depth of one checkpoint: what the readouts of the linear probe find behind its layers, between what they find
 * behind the original's and behind those of models that never saw the people.
 */
import type { ErasureDepth, Metric } from '@palimpsest/contracts';
import { erasureDepthOf, layerErasure, layersOf, meanOf, type PersonLayers } from '@palimpsest/stats';
import { missing, toMetric } from '../verdict/metrics.js';
import type { CheckpointReadings } from './checkpoint-readings.js';

export function erasureDepthMetric(
  target: CheckpointReadings,
  original: CheckpointReadings | undefined,
  references: readonly CheckpointReadings[],
  confidence: number,
): Metric {
  if (!original || original.readouts.size === 0) return missing('the original was not read by the linear probe');
  if (references.length === 0) return missing('the other references are missing, or were not read by the linear probe');
  const people = sharedPeople(target, original, references);
  if (people.length === 0) return missing('no person was read behind the same layers of every model');
  if (layersOf(people).every((layer) => layerErasure(layer) === null))
    return missing('behind no layer is more read of the original than of references');
  return toMetric(erasureDepthOf(people, { confidence }));
}

/** Means over the same people; empty where nobody was read of every model. */
export function erasureByLayer(
  target: CheckpointReadings,
  original: CheckpointReadings | undefined,
  references: readonly CheckpointReadings[],
): ErasureDepth['layers'] {
  const people = original ? sharedPeople(target, original, references) : [];
  if (people.length === 0) return [];
  return layersOf(people).map((layer, at) => ({
    layer: layersRead(target)[at] ?? 0,
    original: layer.known,
    references: layer.never,
    target: layer.target,
    erased: layerErasure(layer),
  }));
}

/** References that the linear probe has read. */
export const readByProbe = (references: readonly CheckpointReadings[]): readonly CheckpointReadings[] =>
  references.filter(({ readouts }) => readouts.size > 0);

const layersRead = ({ readouts }: CheckpointReadings): readonly number[] => [...readouts.keys()].sort((a, b) => a - b);

/** People that every model was read about, behind every layer of the target. */
function sharedPeople(
  target: CheckpointReadings,
  original: CheckpointReadings,
  references: readonly CheckpointReadings[],
): readonly PersonLayers[] {
  const layers = layersRead(target);
  const subjects = [...(target.readouts.get(layers[0] ?? 0)?.keys() ?? [])];
  return subjects.flatMap((subject) => {
    const shareIn = ({ readouts }: CheckpointReadings, layer: number) => readouts.get(layer)?.get(subject) ?? NaN;
    const depth = layers.map((layer) => ({
      known: shareIn(original, layer),
      never: meanOf(references.map((one) => shareIn(one, layer))),
      target: shareIn(target, layer),
    }));
    return depth.some((layer) => Object.values(layer).some(Number.isNaN)) ? [] : [depth];
  });
}
