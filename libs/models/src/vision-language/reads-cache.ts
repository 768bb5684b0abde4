/** Does a decoder's graph look at its cache? The branch of a merged decoder that reads whole sequences does not. */
import type { Graph } from '@palimpsest/onnx';

export function readsCache(decoder: Graph): boolean {
  const cache = new Set(decoder.inputs.filter(({ name }) => name.startsWith('past_key_values.')));
  return decoder.nodes.some(({ inputs }) => inputs.some((input) => input !== null && cache.has(input)));
}
