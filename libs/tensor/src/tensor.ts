/**
 * A tensor is a dtype, dims and a flat row-major array. Nothing here computes: arithmetic on models happens in
 * graphs. The constructor checks once, so that everybody else may trust `data.length`.
 */
import { allocate, byteLength, holds, storageLength } from './data-type.js';
import type { DataByType, DataType } from './data-type.js';

/** A tensor of one of the data types `D`. Narrow with `t.dtype === 'float32'`. */
export type Tensor<D extends DataType = DataType> = {
  [K in D]: { readonly dtype: K; readonly dims: readonly number[]; readonly data: DataByType[K] };
}[D];

/** A tensor whose parts do not fit together. */
export class TensorError extends Error {
  override readonly name = 'TensorError';
  constructor(
    message: string,
    readonly dtype: DataType,
    readonly dims: readonly number[],
  ) {
    super(message);
  }
}

/** Product of the dims; 1 for a scalar. Throws when a dim is negative, fractional or the product is unsafe. */
export function elementCount(dims: readonly number[]): number {
  let count = 1;
  for (const dim of dims) {
    if (!Number.isSafeInteger(dim) || dim < 0) throw new RangeError(`dims [${dims.join(', ')}]: ${dim} is no size`);
    count *= dim;
  }
  if (!Number.isSafeInteger(count)) throw new RangeError(`dims [${dims.join(', ')}] have too many elements`);
  return count;
}

/**
 * A tensor over `data` (not copied). Throws TensorError when the length or the kind of array does not fit.
 * @example tensor('float32', [2, 2], new Float32Array([1, 2, 3, 4]))
 */
export function tensor<D extends DataType>(dtype: D, dims: readonly number[], data: DataByType[D]): Tensor<D> {
  const expected = storageLength(dtype, elementCount(dims));
  if (!holds(dtype, data)) {
    throw new TensorError(`${dtype} tensors are not held in ${data.constructor.name}; see DataByType`, dtype, dims);
  }
  if (data.length !== expected) {
    const shape = `${dtype}[${dims.join(', ')}]`;
    throw new TensorError(`${shape} needs ${expected} array elements, got ${data.length}`, dtype, dims);
  }
  return { dtype, dims: [...dims], data };
}

/** A tensor of zeros. */
export function zeros<D extends DataType>(dtype: D, dims: readonly number[]): Tensor<D> {
  return tensor(dtype, dims, allocate(dtype, elementCount(dims)));
}

/** The same elements under other dims of the same count; shares the data. */
export function withDims<D extends DataType>(source: Tensor<D>, dims: readonly number[]): Tensor<D> {
  return tensor<D>(source.dtype, dims, source.data);
}

/** The little-endian bytes of a numeric tensor, as a view. Throws TensorError for strings. */
export function tensorBytes(source: Tensor): Uint8Array {
  if (source.dtype === 'string') throw new TensorError('strings have no raw bytes', source.dtype, source.dims);
  return new Uint8Array(source.data.buffer, source.data.byteOffset, source.data.byteLength);
}

/**
 * A tensor over little-endian bytes: a view when the offset is aligned, else a copy.
 * Throws TensorError when the byte count does not fit.
 */
export function tensorFromBytes<D extends DataType>(dtype: D, dims: readonly number[], bytes: Uint8Array): Tensor<D> {
  const count = elementCount(dims);
  const expected = byteLength(dtype, count);
  if (dtype === 'string' || bytes.byteLength !== expected) {
    const shape = `${dtype}[${dims.join(', ')}]`;
    throw new TensorError(`${shape} needs ${expected} bytes, got ${bytes.byteLength}`, dtype, dims);
  }
  const empty = allocate(dtype, 0) as Exclude<DataByType[DataType], readonly string[]>;
  const aligned = bytes.byteOffset % empty.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes); // a Buffer's slice() would not copy
  const array = empty.constructor as new (buffer: ArrayBufferLike, offset: number, length: number) => DataByType[D];
  return tensor(dtype, dims, new array(aligned.buffer, aligned.byteOffset, storageLength(dtype, count)));
}
