/** Zeros of a value's shape and type. */
import { fromNumbers } from '@palimpsest/tensor';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { dimsOf } from '../dims.js';

export function zerosLike(g: GraphBuilder, value: Value): Value {
  const dims = dimsOf(value);
  const zero = g.constant(
    null,
    fromNumbers(
      value.dtype,
      dims.map(() => 1),
      [0],
    ),
  );
  return g.expand(zero, dims);
}
