/** Embeddings that a changed copy reads in the place of a picture's own. */
import type { Graph } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { ModelError } from '../model-error.js';
import type { EmbeddingChange } from '../port.js';

/** e_t + ‖e_t‖₂·u_t for every token. @param features float[tokens · hidden] */
export function shifted(features: Float32Array, shift: Tensor<'float32'> | undefined, where: string): Float32Array {
  if (!shift) return features;
  const hidden = shift.dims[1] ?? 0;
  if (shift.data.length !== features.length) {
    const given = `a shift of ${shift.dims.join('×')} numbers for pictures of ${features.length / hidden} tokens`;
    throw new ModelError(`${given}; give one row per image token`, where);
  }
  const moved = new Float32Array(features.length);
  for (let start = 0; start < features.length; start += hidden) {
    const length = Math.hypot(...features.subarray(start, start + hidden));
    for (let at = start; at < start + hidden; at++) moved[at] = (features[at] ?? 0) + length * (shift.data[at] ?? 0);
  }
  return moved;
}

/** @throws ModelError when a row is not as wide as the decoder's embeddings */
export function checkWidth({ prefix, imageShift }: EmbeddingChange, decoder: Graph, where: string): void {
  const width = decoder.inputs.find(({ name }) => name === 'inputs_embeds')?.shape[2];
  for (const { dims } of [prefix, imageShift].filter((change) => change !== undefined)) {
    if (dims.length !== 2 || (typeof width === 'number' && dims[1] !== width))
      throw new ModelError(`embeddings of ${dims.join('×')} numbers; the decoder reads rows of ${width}`, where);
  }
}
