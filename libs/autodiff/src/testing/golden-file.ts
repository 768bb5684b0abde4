/** Reads the tensors that golden/make-golden.py wrote. Little-endian, row-major. */
import { readFileSync } from 'node:fs';
import { elementCount, tensorFromBytes, type Tensor } from '@palimpsest/tensor';

interface Entry {
  readonly name: string;
  readonly dtype: 'float32' | 'float64' | 'int64';
  readonly dims: readonly number[];
  /** In bytes. */
  readonly offset: number;
}

const widths = { float32: 4, float64: 8, int64: 8 } as const;

/** By name; asking for a name that is not there throws. */
export function readGolden(name: string): (tensor: string) => Tensor {
  const file = (extension: string) => readFileSync(new URL(`../../golden/${name}.${extension}`, import.meta.url));
  const entries = JSON.parse(file('json').toString('utf8')) as readonly Entry[];
  const bytes = file('bin');
  const tensors = new Map(
    entries.map(({ name, dtype, dims, offset }) => {
      const part = bytes.subarray(offset, offset + widths[dtype] * elementCount(dims));
      return [name, tensorFromBytes(dtype, dims, Uint8Array.from(part))]; // copied: views may be misaligned
    }),
  );
  return (wanted) => {
    const found = tensors.get(wanted);
    if (found) return found;
    throw new RangeError(`golden/${name}.json has no ${wanted}: run golden/make-golden.py again`);
  };
}
