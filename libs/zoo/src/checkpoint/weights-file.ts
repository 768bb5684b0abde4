/** Weights between two jobs of a build: a JSON line of names and dims, then float32 data in that order. */
import { elementCount, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { Weights } from '../architecture/parameters.js';

interface Entry {
  readonly name: string;
  readonly dims: readonly number[];
}

export function encodeWeights(weights: Weights): Uint8Array {
  const entries = [...weights].map(([name, { dims }]): Entry => ({ name, dims }));
  const header = new TextEncoder().encode(`${JSON.stringify(entries)}\n`);
  const parts = [...weights.values()].map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([header, ...parts]);
}

/** Throws RangeError when the bytes are cut off. */
export function decodeWeights(bytes: Uint8Array): Map<string, Tensor<'float32'>> {
  const end = bytes.indexOf(10);
  const entries = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Entry[];
  let offset = end + 1;
  return new Map(
    entries.map(({ name, dims }) => {
      const length = 4 * elementCount(dims);
      const part = new Uint8Array(bytes.subarray(offset, offset + length)); // a copy: views may be misaligned
      if (part.length !== length) throw new RangeError(`the weights file is cut off at ${name}: build it again`);
      offset += length;
      return [name, tensor('float32', dims, new Float32Array(part.buffer))];
    }),
  );
}
