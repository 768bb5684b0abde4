/** Graph → bytes of a model. */
import { encodeModel } from '../format/encode.js';
import type { Graph } from '../graph/graph.js';
import { toModel } from './to-model.js';

export interface ExportOptions {
  /** Constants that become graph inputs, to be fed at each run: trained weights. */
  readonly parametersAsInputs?: readonly string[];
}

/**
 * One model file in memory. Constants on disk are written as references to the names of `externalFiles(graph)`.
 * Equal graphs give equal bytes.
 */
export function exportModel(graph: Graph, options: ExportOptions = {}): Uint8Array {
  return encodeModel(toModel(graph, options));
}
