/** Some rows of a tensor, along its first axis. */
import { tensorBytes, tensorFromBytes, type Tensor } from '@palimpsest/tensor';

/** @param ranges [from, to) of each stretch, in the order in which they are wanted */
export function pickRows(source: Tensor, ranges: readonly (readonly [number, number])[]): Tensor {
  const [rows = 1, ...rest] = source.dims;
  const bytes = tensorBytes(source);
  const width = bytes.byteLength / rows;
  const picked = Buffer.concat(ranges.map(([from, to]) => bytes.subarray(from * width, to * width)));
  const dims = [picked.byteLength / width, ...rest];
  return tensorFromBytes(source.dtype, dims, picked);
}
