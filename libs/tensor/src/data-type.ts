/**
 * The element types of ONNX tensors and how each is held in JavaScript.
 * Half floats and 8-bit floats are held as their bit patterns; int4/uint4 are packed two per byte, low nibble
 * first, as ONNX `raw_data` does. Names follow onnx.TensorProto.DataType in lower case.
 */

/** The JavaScript array that holds the elements of each data type. */
export interface DataByType {
  float32: Float32Array;
  float64: Float64Array;
  float16: Uint16Array;
  bfloat16: Uint16Array;
  float8e4m3fn: Uint8Array;
  float8e4m3fnuz: Uint8Array;
  float8e5m2: Uint8Array;
  float8e5m2fnuz: Uint8Array;
  int4: Uint8Array;
  uint4: Uint8Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  bool: Uint8Array;
  string: readonly string[];
}

export type DataType = keyof DataByType;

/** Any of the typed arrays that can hold numbers of a tensor; strings are the one exception. */
export type NumericData = Exclude<DataByType[DataType], readonly string[]>;

interface Layout {
  readonly bits: number;
  readonly array: (new (length: number) => NumericData) | null;
  readonly kind: 'float' | 'integer' | 'bool' | 'string';
}

const layouts: { readonly [D in DataType]: Layout } = {
  float32: { bits: 32, array: Float32Array, kind: 'float' },
  float64: { bits: 64, array: Float64Array, kind: 'float' },
  float16: { bits: 16, array: Uint16Array, kind: 'float' },
  bfloat16: { bits: 16, array: Uint16Array, kind: 'float' },
  float8e4m3fn: { bits: 8, array: Uint8Array, kind: 'float' },
  float8e4m3fnuz: { bits: 8, array: Uint8Array, kind: 'float' },
  float8e5m2: { bits: 8, array: Uint8Array, kind: 'float' },
  float8e5m2fnuz: { bits: 8, array: Uint8Array, kind: 'float' },
  int4: { bits: 4, array: Uint8Array, kind: 'integer' },
  uint4: { bits: 4, array: Uint8Array, kind: 'integer' },
  int8: { bits: 8, array: Int8Array, kind: 'integer' },
  uint8: { bits: 8, array: Uint8Array, kind: 'integer' },
  int16: { bits: 16, array: Int16Array, kind: 'integer' },
  uint16: { bits: 16, array: Uint16Array, kind: 'integer' },
  int32: { bits: 32, array: Int32Array, kind: 'integer' },
  uint32: { bits: 32, array: Uint32Array, kind: 'integer' },
  int64: { bits: 64, array: BigInt64Array, kind: 'integer' },
  uint64: { bits: 64, array: BigUint64Array, kind: 'integer' },
  bool: { bits: 8, array: Uint8Array, kind: 'bool' },
  string: { bits: 0, array: null, kind: 'string' },
};

/** All data types, in a fixed order. */
export const dataTypes = Object.keys(layouts) as readonly DataType[];

export function isFloat(dtype: DataType): boolean {
  return layouts[dtype].kind === 'float';
}

/** True for signed and unsigned integers; bool is not one. */
export function isInteger(dtype: DataType): boolean {
  return layouts[dtype].kind === 'integer';
}

/** Bytes that `count` elements occupy in memory and in ONNX raw data; strings have none and give 0. */
export function byteLength(dtype: DataType, count: number): number {
  return Math.ceil((layouts[dtype].bits * count) / 8);
}

/** Length of the JavaScript array that holds `count` elements (half of it for packed 4-bit types). */
export function storageLength(dtype: DataType, count: number): number {
  return layouts[dtype].bits === 4 ? Math.ceil(count / 2) : count;
}

/** An array of zeros (empty strings for `string`) that holds `count` elements. */
export function allocate<D extends DataType>(dtype: D, count: number): DataByType[D] {
  const { array } = layouts[dtype];
  const data = array ? new array(storageLength(dtype, count)) : new Array<string>(count).fill('');
  return data as DataByType[D]; // the table above pairs every name with its array
}

/** True when `data` is the kind of array that holds `dtype`. */
export function holds(dtype: DataType, data: DataByType[DataType]): boolean {
  const { array } = layouts[dtype];
  return array ? data instanceof array : Array.isArray(data);
}
