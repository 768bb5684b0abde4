/**
 * The bytes of a constant under another type: packed weights are declared as bytes, and what unpacks them wants
 * them typed. Nothing is copied; data on disk stays there.
 */
import { byteLength, elementCount, tensorBytes, tensorFromBytes, type DataType } from '@palimpsest/tensor';
import { isExternal } from '../graph/graph.js';
import type { Value } from '../graph/value.js';
import type { LoweringContext } from './lowering.js';

export function reinterpreted(c: LoweringContext, value: Value, dtype: DataType, dims: readonly number[]): Value {
  const { g } = c;
  const constant = g.constantOf(value);
  if (value.dtype === dtype) return g.reshape(value, dims);
  if (!constant) return c.refuse(`${value.name} is computed; only stored weights can be unpacked`);
  const name = `${value.name}/${dtype}`;
  const known = g.constantNamed(name);
  if (known) return known.value;
  const bytes = byteLength(value.dtype, elementCount(value.shape as readonly number[])); // constants are static
  if (bytes !== byteLength(dtype, elementCount(dims))) {
    c.refuse(`${value.name} has ${bytes} bytes, not those of ${dtype}[${dims.join(', ')}]`);
  }
  if (isExternal(constant)) return g.externalConstant(name, dtype, dims, constant.external);
  return g.constant(name, tensorFromBytes(dtype, dims, tensorBytes(constant.data)));
}
