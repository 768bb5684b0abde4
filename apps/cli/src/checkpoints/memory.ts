/**
 * A rough guess at what one worker process needs, good enough to choose `--workers`. Weights are held twice at
 * most: as they are stored by the session that answers, in float32 by the gradient graph. Node with onnxruntime takes
 * the rest.
 */
import type { Diagnosis } from '@palimpsest/models';

/** Measured: the largest resident size of a worker in the demo, SUA on reference models of 2 MB each. */
const baseBytes = 660e6;

export function memoryPerProcess({ bytes, parts }: Pick<Diagnosis, 'bytes' | 'parts'>): number {
  return baseBytes + bytes + parts.reduce((sum, { parameters }) => sum + 4 * parameters, 0);
}
