/**
 * TensorProto ↔ Tensor. Raw data becomes a view of the file's bytes; the typed fields (float_data, int32_data, …)
 * are converted. Types of 16 bits and fewer travel in int32_data, one element each (4-bit types two).
 */
import { byteLength, elementCount, storageLength, tensor, tensorBytes, tensorFromBytes } from '@palimpsest/tensor';
import type { DataByType, DataType, Tensor } from '@palimpsest/tensor';
import { codeOfDataType, dataTypeOfCode } from './data-type-code.js';
import { OnnxFormatError } from './format-error.js';
import type { FormatLimits } from './limits.js';
import type { TensorProto } from './model.js';

export interface TensorHeader {
  readonly name: string;
  readonly dtype: DataType;
  readonly dims: readonly number[];
  /** Bytes of raw data this tensor needs. */
  readonly bytes: number;
}

/** Type and dims, checked against the limits before anything is allocated. */
export function tensorHeader(proto: TensorProto, limits: FormatLimits, fallbackName = ''): TensorHeader {
  const name = proto.name ?? fallbackName;
  const dtype = dataTypeOfCode(proto.dataType ?? 0);
  if (!dtype)
    return refuse(name, `data type ${proto.dataType ?? 0} is not supported`, 'cast the tensor and export again');
  const dims = Array.from(proto.dims ?? [], Number);
  if (dims.length > limits.rank) refuse(name, `${dims.length} axes are more than ${limits.rank}`, damaged);
  let count = 0;
  try {
    count = elementCount(dims);
  } catch {
    refuse(name, `dims [${dims.join(', ')}] are absurd`, damaged);
  }
  const bytes = byteLength(dtype, count);
  if (bytes > limits.tensorBytes) {
    refuse(name, `${bytes} bytes are more than the limit of ${limits.tensorBytes}`, 'raise limits.tensorBytes');
  }
  return { name, dtype, dims, bytes };
}

/** An inline tensor. Throws OnnxFormatError when its data and dims disagree, or when its data is external. */
export function decodeTensor(proto: TensorProto, limits: FormatLimits, fallbackName = ''): Tensor {
  const { name, dtype, dims } = tensorHeader(proto, limits, fallbackName);
  if (proto.dataLocation === 1) refuse(name, 'external data where inline data belongs', 'keep small tensors inline');
  try {
    if (proto.rawData !== undefined) return tensorFromBytes(dtype, dims, proto.rawData);
    return tensor(dtype, dims, typedData(proto, dtype, elementCount(dims)));
  } catch (error) {
    return refuse(name, error instanceof Error ? error.message : 'unreadable data', damaged);
  }
}

const damaged = 'the file is damaged; export it again';

function refuse(name: string, problem: string, remedy: string): never {
  throw new OnnxFormatError(problem, { field: `tensor ‹${name}›` }, remedy);
}

function typedData(proto: TensorProto, dtype: DataType, count: number): DataByType[DataType] {
  if (dtype === 'float32') return proto.floatData ?? new Float32Array(0);
  if (dtype === 'float64') return proto.doubleData ?? new Float64Array(0);
  if (dtype === 'int64') return proto.int64Data ?? new BigInt64Array(0);
  if (dtype === 'uint64') return proto.uint64Data ?? new BigUint64Array(0);
  if (dtype === 'uint32') return Uint32Array.from(proto.uint64Data ?? [], Number);
  if (dtype === 'string') {
    return (proto.stringData ?? []).map((bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  }
  return narrow(proto.int32Data ?? new Int32Array(0), dtype, storageLength(dtype, count));
}

function narrow(items: Int32Array, dtype: DataType, length: number): DataByType[DataType] {
  if (items.length !== length) throw new RangeError(`${items.length} items where ${length} belong`);
  if (dtype === 'int32') return items;
  if (dtype === 'float16' || dtype === 'bfloat16' || dtype === 'uint16') return Uint16Array.from(items);
  if (dtype === 'int16') return Int16Array.from(items);
  return dtype === 'int8' ? Int8Array.from(items) : Uint8Array.from(items);
}

/** Raw data by reference; strings in string_data. */
export function encodeTensor(name: string, source: Tensor): TensorProto {
  const header = encodeHeader(name, source.dtype, source.dims);
  if (source.dtype !== 'string') return { ...header, rawData: tensorBytes(source) };
  return { ...header, stringData: source.data.map((text) => new TextEncoder().encode(text)) };
}

export function encodeHeader(name: string, dtype: DataType, dims: readonly number[]): TensorProto {
  const header = { dims: BigInt64Array.from(dims, BigInt), dataType: codeOfDataType(dtype) };
  return name === '' ? header : { ...header, name };
}
