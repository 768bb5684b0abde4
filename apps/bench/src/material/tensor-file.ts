/**
 * Named tensors as one plain binary file and a JSON index of where each stands: the form in which the same weights
 * and tokens reach both contenders. Little-endian, row-major.
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { tensorBytes, tensorFromBytes, type DataType, type Tensor } from '@palimpsest/tensor';

interface Entry {
  readonly name: string;
  readonly dtype: DataType;
  readonly dims: readonly number[];
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Writes `path`.bin and `path`.json. */
export function writeTensors(path: string, tensors: Iterable<readonly [string, Tensor]>): void {
  const entries: Entry[] = [];
  const descriptor = openSync(`${path}.bin`, 'w');
  let offset = 0;
  for (const [name, tensor] of tensors) {
    const bytes = tensorBytes(tensor);
    writeSync(descriptor, bytes);
    entries.push({ name, dtype: tensor.dtype, dims: tensor.dims, offset, length: bytes.length });
    offset += bytes.length;
  }
  closeSync(descriptor);
  writeFileSync(`${path}.json`, JSON.stringify(entries));
}

export function readTensors(path: string): Map<string, Tensor> {
  const entries = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as readonly Entry[];
  const bytes = readFileSync(`${path}.bin`);
  return new Map(
    entries.map(({ name, dtype, dims, offset, length }) => [
      name,
      tensorFromBytes(dtype, dims, Uint8Array.from(bytes.subarray(offset, offset + length))), // aligned copy
    ]),
  );
}
