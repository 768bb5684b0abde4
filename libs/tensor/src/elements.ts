/**
 * Elements as plain numbers: for constants, metrics and tests, where clarity beats speed.
 * float16 is IEEE 754 binary16, bfloat16 the upper half of a float32.
 */
import { allocate } from './data-type.js';
import type { DataByType, DataType } from './data-type.js';
import { elementCount, tensor, TensorError } from './tensor.js';
import type { Tensor } from './tensor.js';

/** All elements as numbers, row-major. Throws TensorError for strings, 8-bit floats and unsafe 64-bit integers. */
export function toNumbers(source: Tensor): number[] {
  const { dtype, dims, data } = source;
  if (dtype === 'string' || dtype.startsWith('float8')) {
    throw new TensorError(`${dtype} elements have no plain numbers`, dtype, dims);
  }
  if (dtype === 'int4' || dtype === 'uint4') {
    return Array.from({ length: elementCount(dims) }, (_, i) => nibble(Number(data[i >> 1]), i, dtype === 'int4'));
  }
  if (dtype === 'float16') return Array.from(source.data, float16ToNumber);
  if (dtype === 'bfloat16') return Array.from(source.data, bfloat16ToNumber);
  return Array.from<number | bigint | string, number>(data, (value) => {
    const number = Number(value);
    if (typeof value === 'bigint' && !Number.isSafeInteger(number)) {
      throw new TensorError(`${value} is not exact as a number`, dtype, dims);
    }
    return number;
  });
}

/** Whether `toNumbers` gives every element as it is: 64-bit integers may be larger than a number can say. */
export function isExact({ data }: Tensor): boolean {
  return !(data instanceof BigInt64Array || data instanceof BigUint64Array)
    ? true
    : data.every((value: bigint) => Number.isSafeInteger(Number(value)));
}

/** A tensor of plain numbers. 16-bit floats round to nearest even; integers must be whole. */
export function fromNumbers<D extends DataType>(
  dtype: D,
  dims: readonly number[],
  values: readonly number[],
): Tensor<D> {
  return tensor(dtype, dims, encode(dtype, dims, values) as DataByType[D]);
}

const unencodable: ReadonlySet<DataType> = new Set<DataType>([
  ...(['bfloat16', 'int4', 'uint4', 'string'] as const),
  ...(['float8e4m3fn', 'float8e4m3fnuz', 'float8e5m2', 'float8e5m2fnuz'] as const),
]);

function encode(dtype: DataType, dims: readonly number[], values: readonly number[]): DataByType[DataType] {
  if (unencodable.has(dtype)) throw new TensorError(`cannot make ${dtype} from numbers`, dtype, dims);
  if (dtype === 'int64') return BigInt64Array.from(values, BigInt);
  if (dtype === 'uint64') return BigUint64Array.from(values, BigInt);
  if (dtype === 'float16') return Uint16Array.from(values, numberToFloat16);
  if (dtype === 'bool') return Uint8Array.from(values, (value) => (value ? 1 : 0));
  const data = allocate(dtype, values.length) as Float64Array; // or another array of numbers: `set` is the same
  data.set(values);
  return data;
}

function nibble(byte: number, index: number, signed: boolean): number {
  const bits = index % 2 === 0 ? byte & 15 : byte >> 4;
  return signed && bits > 7 ? bits - 16 : bits;
}

/** The number behind a binary16 bit pattern. */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The nearest binary16 bit pattern, ties to even; overflow gives infinity. */
export function numberToFloat16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  let exponent = 1; // of the smallest normal number, 2^-14
  while (exponent < 30 && magnitude >= 2 ** (exponent - 14)) exponent++;
  const steps = roundHalfEven(magnitude / 2 ** (exponent - 25)); // whole units of the last place
  if (steps < 1024) return sign | steps;
  return steps === 2048 ? sign | ((exponent + 1) << 10) : sign | (exponent << 10) | (steps - 1024);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** The number behind a bfloat16 bit pattern. */
export function bfloat16ToNumber(bits: number): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setUint16(0, bits);
  return word.getFloat32(0);
}
