/** How many sequences the decoder reads in one run. */
import { operatorKey, type Graph } from '@palimpsest/onnx';

const largestBatch = 64;

/**
 * Sequences of one run are padded on the left to one length. GroupQueryAttention only knows how long they are, not
 * where they begin, and would attend to the padding: such decoders read one sequence at a time.
 */
export function rowsPerRun(decoder: Graph): number {
  const keys = decoder.nodes.map(({ opType, domain }) => operatorKey(opType, domain));
  return keys.includes('com.microsoft.GroupQueryAttention') ? 1 : largestBatch;
}
