/** onnx.TensorProto.DataType: the numbers that stand for data types in files and in Cast's `to`. */
import type { DataType } from '@palimpsest/tensor';

const codes: { readonly [D in DataType]: number } = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
  float8e4m3fn: 17,
  float8e4m3fnuz: 18,
  float8e5m2: 19,
  float8e5m2fnuz: 20,
  uint4: 21,
  int4: 22,
};

const byCode = new Map((Object.keys(codes) as DataType[]).map((dtype) => [codes[dtype], dtype]));

export function codeOfDataType(dtype: DataType): number {
  return codes[dtype];
}

/** undefined for undefined (0), complex and whatever later versions add. */
export function dataTypeOfCode(code: number): DataType | undefined {
  return byCode.get(code);
}
