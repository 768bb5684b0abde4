/** What can be read off the residual stream in the place of the logits (SCIENCE §4.3, §4.4). */
import type { Value } from '@palimpsest/onnx';
import type { Reading, Stream } from './stream-readings.js';

/** Logit lens: what the head makes of the stream behind `layer`, counted from 1. */
export const lens =
  (layer: number): Reading =>
  (_, stream) =>
    stream.head(behind(stream, layer));

/** Smaller gains, and losses, count alike. */
const leastGain = 1e-30;

/** Probability delta of UnLOK-VQA: log max(p_layer − p_(layer − 1), 10⁻³⁰), p = softmax(W_U·norm(h)). */
export const gain =
  (layer: number): Reading =>
  (g, stream) => {
    const probabilities = (of: number) => g.softmax(stream.head(behind(stream, of)));
    return g.op1('Log', [g.clip(g.sub(probabilities(layer), probabilities(layer - 1)), leastGain, null)]);
  };

/** Behind some layers, of the last token alone: [batch, 1, layers · hidden]. */
export const lastStates =
  (layers: readonly number[]): Reading =>
  (g, stream) =>
    g.concat(
      layers.map((layer) => g.slice(behind(stream, layer), 1, -1, Infinity)),
      2,
    );

/** What the stream holds behind a layer. @throws RangeError when there is none */
export const behind = ({ ends }: Stream, layer: number): Value => {
  const end = ends[layer - 1];
  if (end) return end;
  throw new RangeError(`there is no layer ${layer}; the decoder has ${ends.length}`);
};
