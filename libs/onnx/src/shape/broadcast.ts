/**
 * Multidirectional (numpy) broadcasting, https://onnx.ai/onnx/repo-docs/Broadcasting.html.
 * A symbol against 1 gives the symbol; against a number other than 1 the number; two symbols are taken as equal
 * and checked by the runtime.
 */
import type { Dim, Shape } from '../graph/value.js';

/** The broadcast shape, or null when two numbers disagree. */
export function broadcastShapes(...shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: Dim[] = [];
  for (let axis = 0; axis < rank; axis++) {
    let dim: Dim = 1;
    for (const shape of shapes) {
      const other = shape[axis - rank + shape.length] ?? 1;
      const joined = joinDims(dim, other);
      if (joined === null) return null;
      dim = joined;
    }
    result.push(dim);
  }
  return result;
}

function joinDims(a: Dim, b: Dim): Dim | null {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  if (typeof a === 'number' && typeof b === 'number') return null;
  return typeof b === 'number' ? b : a;
}
