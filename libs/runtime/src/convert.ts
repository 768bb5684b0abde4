/**
 * Our tensors to onnxruntime's and back, without copying. Half floats cross as bit patterns. A result's
 * buffer belongs to the caller: onnxruntime-node hands out fresh memory for every run.
 */
import * as ort from 'onnxruntime-node';
import { tensor, type DataType, type Tensor } from '@palimpsest/tensor';
import { RuntimeError } from './runtime-error.js';

/** Data types that can enter or leave a session (bfloat16 and 4-bit types cannot: STACK §4). */
export type CrossingType = Extract<
  DataType,
  | 'float32'
  | 'float64'
  | 'float16'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'bool'
>;

const crossing: ReadonlySet<string> = new Set<CrossingType>([
  ...(['float32', 'float64', 'float16', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32'] as const),
  ...(['int64', 'uint64', 'bool'] as const),
]);

/** @throws RuntimeError for types that onnxruntime-node cannot take */
export function toOrt(source: Tensor, name: string): ort.Tensor {
  if (!crossing.has(source.dtype)) {
    throw new RuntimeError(`${name} is ${source.dtype}, which cannot enter a session; cast it in the graph`, name);
  }
  const Make = ort.Tensor as unknown as new (type: string, data: unknown, dims: readonly number[]) => ort.Tensor;
  return new Make(source.dtype, source.data, source.dims);
}

/** Views onnxruntime's memory; no copy. */
export function fromOrt(source: ort.Tensor): Tensor {
  return tensor(source.type as CrossingType, source.dims, source.data as never);
}
